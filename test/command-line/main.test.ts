import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { commandsOf, environmentName } from '../../source/command-line/flag.ts';
import { flags } from '../../source/command-line/flags.ts';
import { usageText } from '../../source/command-line/help-text.ts';
import { main } from '../../source/command-line/main.ts';
import type { Credentials } from '../../source/mqtt/connection-options.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { aSession } from '../support/at-screen.ts';
import { connected } from '../support/connections.ts';
import { fakeHost, type FakeHost, type FakeHostOptions } from '../support/fake-host.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const loopback = '127.0.0.1';
/** An address that is nobody's (RFC 5737): listening there opens nothing by mistake. */
const nowhere = '192.0.2.1';

type Run = { readonly exitCode: number; readonly out: string; readonly err: string };

/** Runs a command line that ends by itself. */
const run = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> => {
  const fake = fakeHost({ argv, environment });
  const exitCode = await main(fake.host);
  return { exitCode, out: fake.out(), err: fake.err() };
};

type Started = FakeHost & { readonly exitCode: Promise<number> };

/** Starts a command line that ends when it is told to, at the latest when the test is over. */
const start = (options: FakeHostOptions): Started => {
  const fake = fakeHost(options);
  const exitCode = main(fake.host);
  onTestFinished(async () => {
    fake.end(0);
    await exitCode.catch(() => undefined);
  });
  return { ...fake, exitCode };
};

const untilOutput = (fake: FakeHost, what: RegExp): Promise<string> =>
  until({
    what: String(what),
    find: () => what.test(fake.out()) && fake.out(),
    subscribe: fake.onOutput,
    seen: () => `${fake.out()}${fake.err()}`,
  });

const oneSentence = /^mqtt-tui: [^\n]+[.?]\n$/;

describe('a wrong command line', () => {
  it.each([
    [['--hots', 'x'], 'did you mean --host?'],
    [['--port', '0'], '1 to 65535'],
    [['--qos', '3'], '0 to 2'],
    [['-V', '4'], 'auto, 5, 3.1.1, 3.1'],
    [['frobnicate'], '"broker"'],
    [['sbu'], 'did you mean "sub"?'],
    [['sub'], 'Say which topics'],
    [['sub', 'a#'], 'stand alone'],
    [['sub', '-F', '%d', 'a'], 'no "%d"'],
    [['sub', '-F', 'a%', 'a'], 'middle of "%"'],
    [['sub', '--json', '-v', 'a'], '--json and --verbose'],
    [['sub', '--room', 'x', 'a'], 'not a flag of mqtt-tui sub'],
    [['pub', '-m', 'x'], '--topic TOPIC'],
    [['pub', '-t', 'a'], 'Use one of'],
    [['pub', '-t', 'a', '-m', 'x', '-n'], 'Use one of'],
    [['pub', '-t', 'a/+', '-n'], 'wildcard'],
    [['pub', '-t', 'a', '-n', '--user-property', 'x'], 'NAME=VALUE'],
    [['pub', '-t', 'a', '-n', '-V', '3.1.1', '--expiry', '3'], 'MQTT 5'],
    [['clean', 'a'], '--yes'],
    [['completions'], 'bash|zsh|fish'],
    [['broker', '--host', 'x'], 'not a flag of mqtt-tui broker'],
    [['--host', 'mqtt://x'], '--url'],
    [['--topic', 'a#'], 'stand alone'],
    [['--no-chat', '--no-monitor'], 'nothing to show'],
    [['--time-format', 'ampm'], '--time-format: "ampm" is neither 24h'],
    [['--time-format', '%H:%Q'], 'no "%Q"'],
    [['--time-format', '%H:%'], 'middle of "%"'],
    [['watch', '--time-format', `%H${'x'.repeat(80)}`], 'at most 64'],
    [['open', '--time-format', '%\u001b', 'none.jsonl'], 'no "%␛"'],
    [['--nick', ' '], '--nick'],
    [['--nick', 'x'.repeat(65)], '64'],
    [['broker', '--listen', 'x:y'], '--listen takes HOST:PORT'],
  ])('%j is refused in one sentence, with exit code 2', async (argv, why) => {
    const { exitCode, out, err } = await run(argv);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(oneSentence);
    expect(err).toContain(why);
  });

  it('says nothing to the terminal that stands in a file', async () => {
    const file = join(temporaryFolder(), 'hostile.proto');
    writeFileSync(file, 'syntax = "proto3"; import "\u001b]0;owned\u0007.proto";');
    const { exitCode, err } = await run(['--proto', file]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(oneSentence);
    expect(err).toContain('␛]0;owned␇.proto, but there is no such file.');
  });

  it('in the environment is refused too, and the variable named', async () => {
    const { exitCode, err } = await run([], { MQTT_TUI_KEEPALIVE: '70000' });
    expect(exitCode).toBe(2);
    expect(err).toContain('MQTT_TUI_KEEPALIVE takes a whole number from 0 to 65535');
  });
});

it('a recording that could not begin leaves no file in the way of the next try', async () => {
  const file = join(temporaryFolder(), 'site.jsonl');
  const argv = ['record', '-h', loopback, '-p', String(await freePort()), file];
  for (const attempt of [1, 2]) {
    const { exitCode, err } = await run(argv);
    expect([attempt, exitCode, err]).toEqual([
      attempt,
      1,
      expect.stringContaining('nothing is listening'),
    ]);
    expect(existsSync(file)).toBe(false);
  }
});

describe('a variable of the environment', () => {
  const broken = {
    boolean: 'maybe',
    strings: 'a,,b',
    integer: 'x',
    number: '1,5',
    qos: '3',
    choice: 'x',
    string: undefined,
  };
  const checked = flags.flatMap((flag) => {
    const value = broken[flag.type];
    const [command = 'screen'] = commandsOf(flag);
    const argv = command === 'screen' ? [] : [command];
    return value === undefined || flag.isTypedOnly === true
      ? []
      : [{ name: environmentName(flag), argv, value }];
  });

  it.each(checked)('that is wrong is named: $name=$value', async ({ name, argv, value }) => {
    const { exitCode, err } = await run(argv, { [name]: value });
    expect(exitCode).toBe(2);
    expect(err).toMatch(oneSentence);
    expect(err).toContain(name);
  });
});

describe('a command line without a terminal', () => {
  it.each([[[]], [['--host', 'h']], [['--no-chat', '-n', 'me']]])(
    '%j is refused in one sentence, with exit code 1',
    async (argv) => {
      const { exitCode, out, err } = await run(argv);
      expect([exitCode, out]).toEqual([1, '']);
      expect(err).toMatch(oneSentence);
      expect(err).toContain('terminal');
    },
  );
});

describe('help and version', () => {
  it.each([
    [['--help'], usageText('screen')],
    [['broker', '--help'], usageText('broker')],
    [['--version'], `${packageJson.version}\n`],
  ])('%j prints it, with exit code 0', async (argv, out) => {
    expect(await run(argv)).toEqual({ exitCode: 0, out, err: '' });
  });
});

/** A chat session of somebody whose client identifier would colour the terminal. */
const visit = (port: number, credentials: Credentials = {}): MqttSession => {
  const session = aSession(
    { protocol: 'mqtt', host: loopback, port },
    {
      clientId: 'visitor\u001b[31m',
      protocolVersion: 4,
      credentials,
      monitor: undefined as never,
    },
  );
  onTestFinished(() => session.close());
  session.setNick('me');
  return session;
};

const portOf = (out: string): number => Number(/listens on 127\.0\.0\.1:(\d+)/.exec(out)?.[1]);

describe('the broker command', () => {
  const argv = ['broker', '--listen', `${loopback}:0`];

  it('listens, tells who comes and goes, and ends with the code of the signal', async () => {
    const broker = start({ argv });
    const port = portOf(await untilOutput(broker, /listens on 127\.0\.0\.1:/));
    const visitor = visit(port);
    await untilOutput(broker, /visitor.* connected from 127\.0\.0\.1/);
    await visitor.close();
    await untilOutput(broker, /visitor.* disconnected/);
    broker.end(143);
    expect(await broker.exitCode).toBe(143);
    expect(broker.err()).toBe('');
    expect(broker.out()).not.toContain('\u001b');
    for (const line of broker.out().trimEnd().split('\n'))
      expect(line).toMatch(/^\d\d:\d\d:\d\d \S/);
    const next = await startEmbeddedBroker({ host: loopback, port });
    await next.close();
  });

  it('asks for user name and password where they are set, and tells who is turned away', async () => {
    const broker = start({ argv: [...argv, '-u', 'admin', '-P', 'opensesame'] });
    const port = portOf(await untilOutput(broker, /user admin/));
    visit(port, { username: 'admin', password: 'wrong' });
    await untilOutput(broker, /refused a client from 127\.0\.0\.1:\d+: bad user name or password/);
    expect(broker.out()).not.toContain(' connected from ');
    visit(port, { username: 'admin', password: 'opensesame' });
    await untilOutput(broker, / connected from /);
    expect(broker.out()).not.toContain('opensesame');
  });

  it.each([
    [['0.0.0.0:0', 'eleven here'], true],
    [['0.0.0.0:0', 'twelve chars'], false],
    [[`${loopback}:0`, 'short'], false],
  ])(
    'warns of a short password where others may guess it: %j',
    async ([listen = '', password = ''], warns) => {
      const broker = start({ argv: ['broker', '--listen', listen, '-u', 'admin', '-P', password] });
      await untilOutput(broker, warns ? /the password has fewer than 12 characters/ : /user admin/);
      broker.end(0);
      await broker.exitCode;
      expect(broker.out().includes('fewer than 12')).toBe(warns);
      expect(broker.out()).not.toContain(password);
    },
  );

  it('takes its limits from flags', async () => {
    const broker = start({ argv: [...argv, '--max-clients', '1'] });
    const port = portOf(await untilOutput(broker, /listens on 127\.0\.0\.1:/));
    visit(port);
    await untilOutput(broker, / connected from /);
    visit(port);
    const refusal = await untilOutput(broker, /refused a client from 127\.0\.0\.1: .*/);
    expect(refusal).toContain('there are 1 already');
  });

  it('ends with what it has not kept', async () => {
    const broker = start({ argv: [...argv, '--max-retained', '0'] });
    const port = portOf(await untilOutput(broker, /listens on 127\.0\.0\.1:/));
    const { connection } = await connected({ port, protocolVersion: 4 });
    await connection.publish('a', Buffer.from('x'), { qos: 1, retain: true });
    broker.end(0);
    await broker.exitCode;
    expect(broker.out()).toMatch(/^\d\d:\d\d:\d\d 1 retained message was not kept\n$/m);
    expect(broker.out()).not.toContain('slow');
  });

  it.each(['0.0.0.0', '[::]', nowhere, 'broker.example'])(
    'does not listen on %s without user name and password',
    async (address) => {
      const { exitCode, err } = await run(['broker', '--listen', `${address}:0`]);
      expect(exitCode).toBe(2);
      expect(err).toMatch(oneSentence);
      expect(err).toContain('--username');
    },
  );

  it('does not take an empty password for one beyond loopback', async () => {
    const listen = ['broker', '--listen', `${nowhere}:0`];
    expect(await run([...listen, '-u', 'admin', '-P', ''])).toMatchObject({ exitCode: 2 });
    expect(await run([...listen, '-u', 'admin', '--password-file', '/dev/null'])).toMatchObject({
      exitCode: 2,
    });
  });

  it.each([
    ['-u', 'admin'],
    ['-P', 'secret'],
  ])('does not listen with only %s', async (...flag) => {
    const { exitCode, err } = await run([...argv, ...flag]);
    expect(exitCode).toBe(2);
    expect(err).toContain('needs a password');
  });

  it('says why it cannot listen, with exit code 1', async () => {
    const other = await startEmbeddedBroker({ host: loopback, port: 0 });
    onTestFinished(() => other.close());
    const taken = await run(['broker', '--listen', `${loopback}:${other.port}`]);
    expect(taken.exitCode).toBe(1);
    expect(taken.err).toMatch(oneSentence);
    expect(taken.err).toContain('the port is in use');
    const strange = await run(['broker', '--listen', `${nowhere}:0`, '-u', 'a', '-P', 'b']);
    expect(strange.exitCode).toBe(1);
    expect(strange.err).toContain('no such address');
  });
});

/** The screen in a terminal, on a broker of its own. */
const openScreen = async (
  more: readonly string[],
  credentials?: EmbeddedBrokerCredentials,
): Promise<Started> => {
  const broker: EmbeddedBroker = await startEmbeddedBroker({
    host: loopback,
    port: 0,
    ...(credentials === undefined ? {} : { credentials }),
  });
  onTestFinished(() => broker.close());
  const argv = ['-h', loopback, '-p', String(broker.port), '-V', '3.1.1', ...more];
  return start({ argv, isTerminal: true });
};

type EmbeddedBrokerCredentials = { readonly username: string; readonly password: string };

describe('the screen', () => {
  it('ends with the code of the signal and gives the terminal back', async () => {
    const program = await openScreen(['-n', 'me']);
    await untilOutput(program, /●/);
    expect(program.isRaw()).toBe(true);
    program.end(143);
    expect(await program.exitCode).toBe(143);
    expect(program.err()).toBe('');
    expect(program.isRaw()).toBe(false);
    // Alternate screen, mouse, its form and bracketed paste are off at last; the cursor is on.
    for (const [last, before] of [
      ['[?1049l', '[?1049h'],
      ['[?1000l', '[?1000h'],
      ['[?1006l', '[?1006h'],
      ['[?2004l', '[?2004h'],
      ['[?25h', '[?25l'],
    ] as const)
      expect(program.out().lastIndexOf(last)).toBeGreaterThan(program.out().lastIndexOf(before));
  });

  it('leaves the mouse to the terminal when it is told to', async () => {
    const program = await openScreen(['-n', 'me', '--no-mouse']);
    await untilOutput(program, /●/);
    program.end(0);
    expect(await program.exitCode).toBe(0);
    expect(program.out()).not.toContain('[?1000');
  });

  it('quits with Ctrl+C twice, with exit code 0', async () => {
    const program = await openScreen(['-n', 'me']);
    await untilOutput(program, /●/);
    program.type('\u0003');
    await untilOutput(program, /Quit mqtt-tui\?/);
    program.type('\u0003');
    expect(await program.exitCode).toBe(0);
  });

  it('asks for a name, and offers that of the system', async () => {
    const program = await openScreen([]);
    await untilOutput(program, /Your name in the chat/);
    expect(program.out()).toContain('guest');
  });

  it('tells a crash on the normal screen, without the password, with exit code 1', async () => {
    const program = await openScreen(['-n', 'me', '-u', 'admin', '-P', 'opensesame']);
    await untilOutput(program, /●/);
    program.crash(new Error('it broke: {"password":"opensesame"} \u001b[31m'));
    expect(await program.exitCode).toBe(1);
    expect(program.err()).toContain('mqtt-tui crashed: Error: it broke');
    expect(program.err()).not.toContain('opensesame');
    expect(program.err()).not.toContain('\u001b');
    expect(program.out()).toContain('[?1049l');
  });

  it('tells a crash without the password that was typed on the screen', async () => {
    const program = await openScreen(['-n', 'me', '-u', 'admin', '--ask-password'], {
      username: 'admin',
      password: 'opensesame',
    });
    await untilOutput(program, /Password/);
    program.type('opensesame\r');
    await untilOutput(program, /●/);
    program.crash(new Error('it broke: {"password":"opensesame"}'));
    expect(await program.exitCode).toBe(1);
    expect(program.err()).not.toContain('opensesame');
    expect(program.out()).not.toContain('opensesame');
  });
});

/** Wrong in one way or another; none of it has to do with the password. */
const mistakes = fc.array(
  fc.constantFrom(
    ['--port', 'x'],
    ['--qos', '9'],
    ['--frobnicate'],
    ['-z'],
    ['--host', 'a b'],
    ['--room', 'a/#'],
    ['--topic', 'a#b'],
    ['--cafile', '/nowhere'],
    ['--listen', 'x'],
    ['extra'],
    // Alone it could be right, and the broker would run on.
    ['broker', '--nick', 'x'],
    ['--no-chat', '--no-monitor'],
    ['--password-file', '/nowhere'],
    ['--insecure'],
    ['--will-qos', '1'],
    ['--keepalive'],
    ['--url', 'http://h'],
  ),
  { maxLength: 3 },
);

/** Long enough not to stand in a sentence by chance. */
const passwords = fc
  .oneof(
    fc.string({ minLength: 8 }),
    fc.string({ unit: 'binary', minLength: 8 }),
    fc.string({ minLength: 8 }).map((text) => `-${text}`),
    fc.stringMatching(/^--?[a-z]{8,12}(-[a-z]{1,5})?$/),
    fc.string({ minLength: 8 }).map((text) => `--${text}`),
    fc.constantFrom(
      'correct horse battery',
      '--no-chat--',
      'a=b=c=d=e',
      'p@ss:w/rd%41',
      '"quoted"\\',
    ),
  )
  .filter(
    (text) => text.isWellFormed() && !text.includes('\0') && !usageText('screen').includes(text),
  );

type Way = {
  readonly name: string;
  readonly argv: (password: string) => readonly string[];
  readonly environment?: (password: string) => Readonly<Record<string, string>>;
};

const nothing = (): readonly string[] => [];
const inUrl = (password: string): string => `mqtt://admin:${encodeURIComponent(password)}@h`;

/** The ways to tell the password. */
const ways: readonly Way[] = [
  { name: '-P PASSWORD', argv: (password) => ['-u', 'admin', '-P', password] },
  { name: '--password PASSWORD', argv: (password) => ['-u', 'admin', '--password', password] },
  { name: '--password=PASSWORD', argv: (password) => ['-u', 'admin', `--password=${password}`] },
  {
    name: 'MQTT_TUI_PASSWORD',
    argv: nothing,
    environment: (password) => ({ MQTT_TUI_PASSWORD: password }),
  },
  { name: '-L mqtt://admin:PASSWORD@h', argv: (password) => ['-L', inUrl(password)] },
  {
    name: 'MQTT_TUI_URL',
    argv: nothing,
    environment: (password) => ({ MQTT_TUI_URL: inUrl(password) }),
  },
];

/** And those that are slips. */
const slips: readonly Way[] = [
  { name: '-h mqtt://admin:PASSWORD@h', argv: (password) => ['-h', inUrl(password)] },
  { name: 'mqtt://admin:PASSWORD@h', argv: (password) => [inUrl(password)] },
  {
    name: 'MQTT_TUI_HOST',
    argv: nothing,
    environment: (password) => ({ MQTT_TUI_HOST: inUrl(password) }),
  },
];

describe('the password', () => {
  it.each([
    [['mqtt://admin:opensesame@h']],
    [['mqtt://admin:opensesame@h', '--listen', 'x']],
    [['mqtt://admin:opensesame@h', 'again']],
    [['--listen', 'x', '--keepalive', '-h', 'mqtt://admin:opensesame@h']],
    [['-h', 'mqtt://admin:opensesame@h']],
    [['-P', '--opensesame']],
    [['-u', 'admin', '-P', '-opensesame', '--port', 'x']],
    [['-u', 'admin', '-Popensesame']],
    [['-u', 'admin', '-P=opensesame', '--port', 'x']],
    [['--', 'broker', 'mqtt://admin:opensesame@h']],
  ])('is not printed for %j', async (argv) => {
    const { out, err } = await run(argv);
    expect(out + err).not.toContain('opensesame');
  });

  it.each([...ways, ...slips])(
    'given as $name is in nothing that is printed, whatever it is and whatever else is wrong',
    async ({ argv, environment }) => {
      await fc.assert(
        fc.asyncProperty(passwords, mistakes, fc.boolean(), async (password, wrong, isFirst) => {
          const given = argv(password);
          const line = isFirst ? [...given, ...wrong.flat()] : [...wrong.flat(), ...given];
          const { out, err } = await run(line, environment?.(password));
          expect(out + err).not.toContain(password);
          expect(out + err).not.toContain(encodeURIComponent(password));
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each(ways)(
    'given as $name changes nothing in what is said, whatever it is',
    async ({ argv, environment }) => {
      const said = (password: string, wrong: readonly string[]): Promise<Run> =>
        run([...argv(password), ...wrong], environment?.(password));
      await fc.assert(
        fc.asyncProperty(passwords, mistakes, async (password, wrong) => {
          expect(await said(password, wrong.flat())).toEqual(await said('plain', wrong.flat()));
        }),
        { numRuns: 150 },
      );
    },
  );
});
