import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandCredentials } from '../../source/command-line/command-credentials.ts';
import { credentialFlags } from '../../source/command-line/credential-flags.ts';
import { configOf } from '../support/config-file.ts';
import { flagValues } from '../support/flag-values.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A program that prints another password each time. */
const tokens = (): { source: CommandCredentials; runs: () => number } => {
  let runs = 0;
  const source = new CommandCredentials({ username: 'me' }, async () => {
    runs += 1;
    return `token ${runs}`;
  });
  return { source, runs: () => runs };
};

it('the program is run once for all who ask first', async () => {
  const { source, runs } = tokens();
  const given = await Promise.all([source.first(), source.first()]);
  expect([...given, await source.first()]).toEqual(
    Array.from({ length: 3 }, () => ({ username: 'me', password: 'token 1' })),
  );
  expect(runs()).toBe(1);
});

it('once it was refused it is run again, once for all, but not at once', async () => {
  const { source, runs } = tokens();
  const first = await source.first();
  await expect(source.renewed(first)).resolves.toBeUndefined();
  vi.advanceTimersByTime(5000);
  const [one, other] = await Promise.all([source.renewed(first), source.renewed(first)]);
  expect([one?.password, other?.password]).toEqual(['token 2', 'token 2']);
  // A connection that comes later gets what another one has fetched.
  await expect(source.renewed(first)).resolves.toEqual(one);
  expect(runs()).toBe(2);
});

it('the same password again is no other', async () => {
  const source = new CommandCredentials({}, async () => 'secret');
  const first = await source.first();
  vi.advanceTimersByTime(5000);
  await expect(source.renewed(first)).resolves.toBeUndefined();
});

it('what has failed is tried again when asked again', async () => {
  const run = vi.fn<() => Promise<string>>();
  run.mockRejectedValueOnce(new Error('The keyring is locked.')).mockResolvedValue('secret');
  const source = new CommandCredentials({}, run);
  await expect(source.first()).rejects.toThrow('The keyring is locked.');
  await expect(source.first()).resolves.toEqual({ password: 'secret' });
});

it('what takes precedence is used, and two at one place are refused', async () => {
  const config = await configOf(`
    password-command = ["pass", "mqtt"]
    [profile.plain]
    host = "h"
    password = "secret"
    [profile.file]
    host = "h"
    password-file = "/dev/null"
    [profile.command]
    host = "h"
    password-command = ["op", "read"]
    [profile.both]
    host = "h"
    password = "secret"
    password-command = ["pass"]
  `);
  const given = (argv: readonly string[], environment = {}): unknown => {
    const { credentials, command } = credentialFlags(
      flagValues('screen', argv, environment, config),
    );
    return command?.words.join(' ') ?? credentials.password;
  };
  expect(given(['-h', 'x'])).toBe('pass mqtt');
  expect(given(['plain'])).toBe('secret');
  expect(given(['file'])).toBe('');
  expect(given(['command'])).toBe('op read');
  expect(given(['command', '-P', 'typed'])).toBe('typed');
  expect(given(['command'], { MQTT_TUI_PASSWORD: 'set' })).toBe('set');
  expect(() => given(['both'])).toThrow('Use either --password or password-command, not both.');
});
