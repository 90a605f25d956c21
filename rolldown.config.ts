import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import { executable } from './scripts/bundle/executable.ts';
import { lateBuiltins } from './scripts/bundle/late-builtins.ts';
import { lateTransports } from './scripts/bundle/late-transports.ts';
import { lateUnicode } from './scripts/bundle/late-unicode.ts';
import { replacePackages } from './scripts/bundle/replace-packages.ts';
import { trimMeow } from './scripts/bundle/trim-meow.ts';
import { trimSignalExit } from './scripts/bundle/trim-signal-exit.ts';
import { thirdPartyLicences } from './scripts/bundle/third-party-licences.ts';

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Parts that are one file out of many modules, and a module by which each is known: the bundler
 * would name it after any of them, and crash reports show the name.
 */
const partNames = {
  app: '/source/ui/app.tsx',
  // The table of keys brings the sheets along, and they Ink; config.toml is checked by it.
  screen: '/source/ui/keys/key-bindings.ts',
  'mqtt-client': '/node_modules/mqtt/build/index.js',
  'mqtt-packets': '/node_modules/mqtt-packet/mqtt.js',
  toml: '/node_modules/smol-toml/dist/index.js',
  'toml-places': '/node_modules/toml-eslint-parser/lib/index.mjs',
  'ink-devtools': '/node_modules/ink/build/devtools.js',
};

const partName = (name: string, modules: readonly string[], facade: string | null): string => {
  const nameOf = (all: readonly string[]): string =>
    Object.entries(partNames).find(([, module]) => all.some((id) => id.endsWith(module)))?.[0] ??
    name;
  // It only passes on what is in another file, which has the name already.
  return modules.length === 0 ? `load-${nameOf([facade ?? ''])}` : nameOf(modules);
};

/**
 * One small front door (`cli.js`) that checks the Node.js version before anything else is loaded,
 * and one file for each heavy part (screen, MQTT client, embedded broker), loaded on the path that
 * needs it. React's production build is baked in; Ink's developer tools are cut out. Not minified:
 * with Node's compile cache that would gain nothing at the start, and crash reports stay readable.
 */
export default defineConfig({
  input: { cli: 'cli.tsx' },
  platform: 'node',
  // Ink asks for it in development only; the program never does.
  external: ['react-devtools-core'],
  // A copy of Node's streams, for browsers and old Node.js versions; here Node's own do.
  resolve: { alias: { 'readable-stream': 'node:stream' } },
  plugins: [
    replacePackages({
      debug: ours('source/replaced/debug.cjs'),
      'string-width': ours('source/replaced/string-width.ts'),
      'quick-lru': ours('source/replaced/quick-lru.ts'),
      '@alcalzone/ansi-tokenize': ours('source/replaced/ansi-tokenize.ts'),
    }),
    trimMeow(),
    trimSignalExit(),
    lateUnicode(),
    lateBuiltins(),
    lateTransports(),
    thirdPartyLicences('THIRD-PARTY-LICENSES.txt'),
    executable(),
  ],
  transform: {
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      // Yoga would decode its WebAssembly by it, for which Node loads all of its HTTP client (30 ms).
      fetch: 'undefined',
    },
    target: 'node22',
  },
  output: {
    dir: 'dist',
    format: 'esm',
    // All ASCII, without comments: V8 keeps every file's text, at two bytes a character if one is beyond Latin-1.
    minify: {
      compress: false,
      mangle: false,
      codegen: { removeWhitespace: false, asciiOnly: true },
    },
    comments: false,
    banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    chunkFileNames: ({ name, moduleIds, facadeModuleId }) =>
      `${partName(name, moduleIds, facadeModuleId ?? null)}.js`,
    cleanDir: true,
    // What several parts need, in one file: each file more takes its time at the start. Not what
    // brings a library along, which is loaded when it is needed.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          name: 'mqtt-and-payloads',
          test: /\/source\/(?:chat|collections|format|mqtt|payload)\/(?!embedded-broker|decoders\/lazy\/|fingerprint|passphrase|through-proxy)/,
          minShareCount: 2,
        },
        {
          // What most commands need, but for what even `--version` loads.
          name: 'screen-and-scripts',
          test: /\/source\/(?:command-line|model|session)\/(?!xdg-folder|ended-by-signal|usage-error)/,
          minShareCount: 6,
        },
        {
          // What every command line needs, but for what even `--version` loads.
          name: 'flags-and-config',
          test: /\/source\/(?:command-line\/(?:commands|flags?|flag-value|flag-rows\/[a-z-]+|nearest|read-command-line|server-way|words-for-meow|config\/(?:check-[a-z]+|config|layers|line-of|profile-choice|profile-name|read-config|read-file|servers-in))|named-pipe|format\/theme-names)\.ts$|\/node_modules\/leven\//,
        },
      ],
    },
  },
  checks: { commonJsVariableInEsm: false },
});
