import { defineConfig } from 'rolldown';

/**
 * One small front door (`cli.js`) that checks the Node.js version before anything else is loaded,
 * and one file for each heavy part (screen, embedded broker), loaded on the path that needs it.
 * React's production build is baked in; Ink's developer tools are cut out.
 */
export default defineConfig({
  input: { cli: 'cli.tsx' },
  platform: 'node',
  // Ink asks for it in development only; the program never does.
  external: ['react-devtools-core'],
  transform: {
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
    },
    target: 'node22',
  },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: 'dce-only',
    banner: (chunk) => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    chunkFileNames: '[name].js',
    cleanDir: true,
  },
  checks: { commonJsVariableInEsm: false },
});
