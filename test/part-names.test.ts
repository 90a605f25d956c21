import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { builtProgram } from './terminal/program.ts';

const folder = dirname(builtProgram);
const parts = readdirSync(folder).filter((file) => file.endsWith('.js'));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

// Crash reports show these names.
it('each file of the built program is named after a module of ours, or after what is in it', () => {
  const ours = new Set(
    globSync('source/**/*.{ts,tsx}').map((file) => basename(file).split('.')[0]),
  );
  const others = parts.filter((file) => !ours.has(file.replace(/^load-|\.js$/g, '')));
  expect(others.toSorted()).toEqual([
    'cli.js',
    'flags-and-config.js',
    'ink-devtools.js',
    'load-screen.js',
    'load-toml-places.js',
    'load-toml.js',
    'mqtt-and-payloads.js',
    'mqtt-client.js',
    'mqtt-packets.js',
    'package.js',
    'protobufjs.js',
    'rolldown-runtime.js',
    'screen-and-scripts.js',
    'screen.js',
    'toml-places.js',
    'toml.js',
  ]);
});

it('the large ones are known by what they hold', () => {
  const large = parts.filter((file) => statSync(join(folder, file)).size > 100_000);
  expect(large.toSorted()).toEqual([
    'app.js',
    'mqtt-and-payloads.js',
    'mqtt-client.js',
    'parse-flags.js',
    'protobufjs.js',
    'screen-and-scripts.js',
    'screen.js',
    'through-proxy.js',
  ]);
});

// V8 keeps the text of each file that is loaded, at two bytes a character if one is beyond Latin-1.
it('all are ASCII', () => {
  const others = parts.filter((file) => /[^\0-\x7f]/.test(textOf(file)));
  expect(others).toEqual([]);
});

it.each([
  ['app.js', /^const App = /m],
  ['screen.js', /^const keyBindings = /m],
  ['through-proxy.js', /\bSocksClient\b/],
  ['mqtt-client.js', /\bclass MqttClient\b/],
  ['mqtt-and-payloads.js', /^var Connection = class/m],
  ['embedded-broker.js', /\bfunction Aedes\b|\bclass Aedes\b/],
])('%s holds what its name says', (file, code) => {
  expect(code.test(textOf(file))).toBe(true);
});
