import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FlagValues } from '../../source/command-line/flags.ts';
import type { Host } from '../../source/command-line/host.ts';
import { themeKeeper } from '../../source/command-line/kept-theme.ts';
import { parseFlags } from '../../source/command-line/parse-flags.ts';
import type { ThemeKeeper } from '../../source/ui/themes/theme-keeper.ts';
import { configOf } from '../support/config-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Start = {
  readonly argv?: readonly string[];
  readonly file?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly isKept?: boolean;
  readonly isFresh?: boolean;
};

/** The themes at a start of the program with this state folder. */
const started = async (
  state: string,
  { argv = [], file = '', environment = {}, isKept = true, isFresh = false }: Start = {},
): Promise<ThemeKeeper> => {
  const config = await configOf(file);
  const { values, profile } = parseFlags(argv, environment, config);
  const host = { environment: { XDG_STATE_HOME: state }, home: '/nowhere' } as unknown as Host;
  return themeKeeper({
    values: values as FlagValues<'screen'>,
    config,
    profile,
    host,
    isKept,
    isFresh,
  });
};

const kept = (state: string): unknown =>
  JSON.parse(readFileSync(join(state, 'mqtt-tui/theme.json'), 'utf8'));

it('the chosen theme is the one of the next start', async () => {
  const state = temporaryFolder();
  const first = await started(state);
  expect(first.of(undefined)).toEqual({ name: 'auto' });
  expect(first.keep('light', undefined)).toBeUndefined();
  // A session that is opened later has it too.
  expect(first.of('office')).toEqual({ name: 'light' });
  expect(kept(state)).toEqual({ theme: 'light' });
  const second = await started(state);
  expect(second.of(undefined)).toEqual({ name: 'light' });
  expect(second.keep('auto', undefined)).toBeUndefined();
  expect((await started(state)).of(undefined)).toEqual({ name: 'auto' });
});

it('what is typed, in the environment or in the file counts instead, and is named', async () => {
  const state = temporaryFolder();
  (await started(state)).keep('light', undefined);
  const typed = await started(state, { argv: ['--theme', 'none'] });
  expect(typed.of(undefined)).toEqual({ name: 'none' });
  expect(typed.keep('dark', undefined)).toBe('--theme sets another one');
  const variable = await started(state, { environment: { MQTT_TUI_THEME: 'none' } });
  expect(variable.keep('dark', undefined)).toBe('MQTT_TUI_THEME sets another one');
  const file = '[profile.office]\ntheme = "high-contrast"\n[profile.home]';
  const both = await started(state, { argv: ['office'], file });
  expect(both.of('office')).toEqual({ name: 'high-contrast' });
  expect(both.keep('dark', undefined)).toBe('config.toml sets another one');
  expect(both.of('home')).toEqual({ name: 'light' });
  expect(both.keep('dark', 'home')).toBeUndefined();
  expect(kept(state)).toEqual({ theme: 'dark' });
});

it('nothing is read or written where nothing is kept', async () => {
  const state = temporaryFolder();
  (await started(state)).keep('light', undefined);
  const other = await started(state, { isKept: false });
  expect(other.of(undefined)).toEqual({ name: 'auto' });
  expect(other.keep('dark', undefined)).toBe('nothing is kept on the disk');
  expect(kept(state)).toEqual({ theme: 'light' });
});

it('a fresh start has not the one that was kept, and keeps the next', async () => {
  const state = temporaryFolder();
  (await started(state)).keep('light', undefined);
  const fresh = await started(state, { isFresh: true });
  expect(fresh.of(undefined)).toEqual({ name: 'auto' });
  fresh.keep('dark', undefined);
  expect((await started(state)).of(undefined)).toEqual({ name: 'dark' });
});

it.each(['{', '[]', '{"theme": 7}', '{"theme": "drak"}', '{"theme": "16-colors"}'])(
  'a file of %s is no theme',
  async (text) => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'mqtt-tui'));
    writeFileSync(join(state, 'mqtt-tui/theme.json'), text);
    expect((await started(state)).of(undefined)).toEqual({ name: 'auto' });
  },
);

it('a file that cannot be written is named with the reason', async () => {
  const state = temporaryFolder();
  mkdirSync(join(state, 'mqtt-tui/theme.json'), { recursive: true });
  expect((await started(state)).keep('light', undefined)).toBe(
    `it cannot be written to ${join(state, 'mqtt-tui/theme.json')} (it is not a file of a theme)`,
  );
});
