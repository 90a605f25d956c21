import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { configFile } from '../support/config-file.ts';
import { finished } from '../support/finished.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { homeIn } from './at-home.ts';
import { builtProgram, enter, line, startProgram } from './program.ts';

const password = 'correct horse';

/** A folder for PATH with a program in it that takes its orders from files beside it. */
const keyring = (): { folder: string; say: (file: string, text: string) => void } => {
  const folder = temporaryFolder();
  const say = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  say(
    'secret-tool',
    `#!/bin/sh
cd ${folder}
echo "$*" >> runs
while [ -e wait ]; do sleep 0.05; done
[ -e locked ] && { echo "The keyring is locked." >&2; exit 1; }
cat password
`,
  );
  chmodSync(join(folder, 'secret-tool'), 0o755);
  say('password', `${password}\nuser: admin\n`);
  return { folder, say };
};

const shownIn = (terminal: TestTerminal): boolean =>
  terminal.raw().includes(password) || terminal.text().includes(password);

describeWith(mosquittoMissing, 'password-command', () => {
  let broker: Mosquitto;
  let ring: ReturnType<typeof keyring>;
  beforeEach(async () => {
    ring = keyring();
    broker = await startMosquitto({ users: { admin: password } });
  });
  afterEach(() => broker.stop());

  const config = (): string =>
    configFile(`
      [profile.office]
      host = "127.0.0.1"
      port = ${broker.port}
      username = "admin"
      password-command = ["secret-tool", "lookup", "service", "mqtt"]
    `);
  const environment = (): Record<string, string> => ({
    ...homeIn(temporaryFolder()),
    PATH: `${ring.folder}${delimiter}${process.env['PATH']}`,
  });
  const runs = (): string[] =>
    existsSync(join(ring.folder, 'runs'))
      ? readFileSync(join(ring.folder, 'runs'), 'utf8').trim().split('\n')
      : [];

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('is not left behind when %s ends what waits for it', async (signal, exitCode) => {
    writeFileSync(
      join(ring.folder, 'secret-tool'),
      `#!/bin/sh\ntrap '' TERM\necho $$ > ${ring.folder}/runs\nexec sleep 60\n`,
    );
    const program = startChild(
      process.execPath,
      [builtProgram, 'sub', 'office', '#', '--config', config()],
      {
        environment: environment(),
      },
    );
    await expect.poll(runs).toEqual([expect.stringMatching(/^\d+$/)]);
    program.kill(signal);
    expect(await program.ended()).toBe(exitCode);
    expect(program.output()).toBe('');
    expect(existsSync(`/proc/${runs()[0]}`)).toBe(false);
  });

  it('logs the screen in, and says what it waits for before it opens', async () => {
    ring.say('wait', '');
    const terminal = startProgram(['office', '--config', config(), '--nick', 'alice'], {
      env: environment(),
    });
    await terminal.waitFor('Waiting for password-command (secret-tool); Ctrl+C gives up.');
    expect(terminal.modes().alternateScreen).toBe(false);
    expect(readFileSync(`/proc/${terminal.pid}/cmdline`, 'utf8')).not.toContain(password);
    rmSync(join(ring.folder, 'wait'));
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(runs()).toEqual(['lookup service mqtt']);
    enter(terminal, '/quit');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expect(shownIn(terminal)).toBe(false);
  });

  it('Ctrl+C gives up while it is waited for, and ends the program', async () => {
    ring.say('wait', '');
    const terminal = startProgram(['office', '--config', config()], { env: environment() });
    await terminal.waitFor('Waiting for password-command');
    terminal.press('Ctrl+C');
    await terminal.exited;
    expect(terminal.modes().alternateScreen).toBe(false);
  });

  it.each([
    ['locked', 'secret-tool ended with exit code 1: The keyring is locked.'],
    ['gone', 'there is no program "secret-tool".'],
  ])('that is %s ends scripts before they connect', async (how, sentence) => {
    if (how === 'locked') ring.say('locked', '');
    else rmSync(join(ring.folder, 'secret-tool'));
    const before = broker.log();
    const { exitCode, out, err } = await finished(
      process.execPath,
      [builtProgram, 'sub', 'office', '#', '-W', '5', '--config', config()],
      '',
      environment(),
    );
    expect([exitCode, out.toString()]).toEqual([2, '']);
    expect(err).toMatch(/^mqtt-tui: .*password-command: /);
    expect(err).toContain(sentence);
    expect(broker.log()).toBe(before);
  });

  it('logs scripts in', async () => {
    const args = ['pub', 'office', '-t', 'a', '-m', 'x', '--config', config()];
    const { exitCode, out, err } = await finished(
      process.execPath,
      [builtProgram, ...args],
      '',
      environment(),
    );
    expect([exitCode, out.toString(), err]).toEqual([0, '', '']);
    expect(broker.log()).toContain("u'admin'");
  });
});
