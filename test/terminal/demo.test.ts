/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { freePort, isFree } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { homeIn } from './at-home.ts';
import { enter, line, startProgram, toInput } from './program.ts';

/** Starts the demo for somebody with an empty home, and settings for a broker of their own. */
const startDemo = async (
  home: string,
  options: Partial<TerminalOptions> = {},
): Promise<TestTerminal> => {
  const terminal = startProgram(['--demo'], {
    columns: 120,
    rows: 50,
    env: homeIn(home, {
      HOME: home,
      XDG_CONFIG_HOME: home,
      NODE_DISABLE_COMPILE_CACHE: '1',
      MQTT_TUI_HOST: 'broker.invalid',
      MQTT_TUI_NICK: 'somebody',
    }),
    ...options,
  });
  await terminal.waitFor(line(userInfo().username, 'Hello,anyone!', '✓'));
  return terminal;
};

const portOf = (terminal: TestTerminal): number =>
  Number(/127\.0\.0\.1:(\d+)/.exec(terminal.screen().at(-1) ?? '')?.[1]);

/** Resolves at a step of the tour. */
const atStep = (terminal: TestTerminal, step: number): Promise<string[]> =>
  terminal.waitFor(`Tour ${step}/6`);

describe('the tour', () => {
  it.each([
    [60, 15],
    [120, 40],
  ])('goes on when a step has been done, at %ix%i', async (columns, rows) => {
    const terminal = await startDemo(temporaryFolder(), { columns, rows });
    enter(terminal, '/tour');
    await atStep(terminal, 1);
    terminal.press('Tab');
    await atStep(terminal, 2);
    terminal.press('Ctrl+P');
    terminal.type('lounge climate');
    await terminal.waitFor(/▸.*zigbee2mqtt\/lounge\/climate/);
    terminal.press('Enter');
    await atStep(terminal, 3);
    await terminal.waitFor('"temperature"');
    terminal.press('c');
    await terminal.waitFor(/▸ +\.temperature/);
    terminal.press('Enter');
    await atStep(terminal, 4);
    terminal.press('=');
    await atStep(terminal, 5);
    terminal.press('Escape');
    await terminal.waitUntilGone('╭ Compare');
    terminal.press(':');
    await terminal.waitFor('╭ command');
    terminal.type('pub cmnd/boiler/POWER off');
    await terminal.waitFor(/› \/pub cmnd\/boiler\/POWER off/);
    terminal.press('Enter');
    await atStep(terminal, 6);
    terminal.press('Alt+1');
    await terminal.waitFor('╭ #chat');
    enter(terminal, 'thanks bob');
    await terminal.waitFor('That was the tour');
    expect(terminal.text()).not.toContain('Tour 6/6');
    await terminal.waitFor("bob» You're welcome", { timeout: 20_000 });
  });

  it('is skipped and ended by a key, and by the command', async () => {
    const terminal = await startDemo(temporaryFolder());
    enter(terminal, '/tour');
    await atStep(terminal, 1);
    terminal.press('Alt+N');
    await atStep(terminal, 2);
    enter(terminal, '/tour next');
    await atStep(terminal, 3);
    terminal.press('Alt+E');
    await terminal.waitUntilGone('Tour 3/6');
    enter(terminal, '/tour');
    await atStep(terminal, 1);
    enter(terminal, '/tour stop');
    await terminal.waitUntilGone('Tour 1/6');
  });

  it('says elsewhere where it is', async () => {
    const terminal = startProgram(['--port', String(await freePort()), '--nick', 'alice']);
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    enter(terminal, '/tour');
    await terminal.waitFor('start mqtt-tui --demo');
  });
});

/** Starts the program for somebody whose folders are here. */
const startAt = async (home: string): Promise<TestTerminal> => {
  const terminal = startProgram(['--port', String(await freePort()), '--nick', 'alice'], {
    env: homeIn(home),
  });
  await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
  return terminal;
};

describe('the first run', () => {
  it('is welcomed, the second is not', async () => {
    const home = temporaryFolder();
    const first = await startAt(home);
    await first.waitFor('twice or /quit');
    enter(first, '/quit');
    await first.exited;
    const second = await startAt(home);
    expect(second.text()).not.toContain('/quit');
  });
});

describe('the demo', () => {
  it('shows a house in every convention, and people who answer', async () => {
    const home = temporaryFolder();
    const terminal = await startDemo(home);
    for (const family of ['homeassistant', 'spBv1.0', 'tasmota', 'tele', 'zigbee2mqtt'])
      await terminal.waitFor(new RegExp(`[▸▾] (?:● )?${family}[ /]`));
    expect(terminal.screen().at(-1)).toContain('demo');
    await terminal.waitFor('3 people');
    await terminal.waitFor(/bob» Hi /);
    await terminal.waitFor(/小梅» \S+ 你好！/);
    await terminal.waitFor('外面现在多少度？', { timeout: 20_000 });
    enter(terminal, 'bob, thank you');
    await terminal.waitFor("bob» You're welcome", { timeout: 20_000 });
    expect(readdirSync(home)).toEqual([]);
  });

  it('has a lamp that does what it is told', async () => {
    const terminal = await startDemo(temporaryFolder());
    terminal.press('Ctrl+P');
    terminal.type('lounge/lamp');
    await terminal.waitFor(/▸.*zigbee2mqtt\/lounge\/lamp/);
    terminal.press('Enter');
    await terminal.waitFor('"state": "ON"');
    await toInput(terminal);
    enter(terminal, '/pub zigbee2mqtt/lounge/lamp/set OFF');
    await terminal.waitFor('"state": "OFF"');
    enter(terminal, '/pub zigbee2mqtt/lounge/lamp/set {"brightness": 999}');
    await terminal.waitFor('"brightness": 254');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('leaves nothing behind after %s', async (signal) => {
    const terminal = await startDemo(temporaryFolder());
    const port = portOf(terminal);
    expect(await isFree(port)).toBe(false);
    terminal.kill(signal);
    await terminal.exited;
    expect(await isFree(port)).toBe(true);
  });

  it('leaves nothing behind when it is quit', async () => {
    const home = temporaryFolder();
    const terminal = await startDemo(home);
    const port = portOf(terminal);
    enter(terminal, '/quit');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expect(await isFree(port)).toBe(true);
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    ['--host', 'broker.invalid'],
    ['--url', 'mqtt://broker.invalid'],
    ['--client-id', 'me'],
  ])('goes with no %s', async (flag, value) => {
    const terminal = startProgram(['--demo', flag, value]);
    expect((await terminal.exited).exitCode).toBe(2);
    expect(terminal.text().trim()).toBe(
      `mqtt-tui: --demo starts its own broker: leave out ${flag}.`,
    );
  });
});
