import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeliveryState } from '../../source/model/room-line.ts';
import { type Child, startChild } from '../support/child.ts';
import { findProgram } from '../support/find-program.ts';
import { freePort } from '../support/free-port.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { findPython } from '../support/python.ts';
import { openSession, people, said, type TestSession } from '../support/sessions.ts';

/** Where the existing programs log in. */
const usualPort = 61_613;
/** Another one on a machine where that is taken, maybe by a person's broker. */
let port = usualPort;
const credentials = { username: 'admin', password: 'password' };
const greeting = 'Hello,anyone!';

const python = findPython();
const peer = new URL('paho_peer.py', import.meta.url).pathname;
const program = new URL('../support/session-program.ts', import.meta.url).pathname;
const toolsMissing = ['mosquitto_pub', 'mosquitto_sub']
  .filter((name) => findProgram(name) === undefined)
  .map((name) => `the program "${name}" is not installed`)[0];

const startPeer = (...args: readonly string[]): Child =>
  startChild(python.command ?? 'python3', [
    peer,
    // As it is written they go to the usual port.
    ...(port === usualPort ? [] : ['--port', `${port}`]),
    ...args,
  ]);

/** Starts the existing chat program under a name; it has greeted. */
const startChat = async (name: string): Promise<Child> => {
  const child = startPeer('chat');
  child.tell(name);
  await hears(child, `${name}:${greeting}`);
  return child;
};

/** Waits until the program has printed this line. */
const hears = (child: Child, line: string): Promise<string> =>
  child.line(
    JSON.stringify(line),
    // What it asks for stands before its first line.
    (printed) => printed.replace(/^Your name\? /, '') === line,
  );

/** What the program has heard, without what it says of itself. */
const heard = (child: Child): string[] =>
  child
    .output()
    .replace(/^Your name\? Connected with result code 0\n/, '')
    .trimEnd()
    .split('\n');

const session = (options: Partial<Parameters<typeof openSession>[0]> = {}): TestSession =>
  openSession({ port, credentials, rooms: ['chat'], nick: 'bob', ...options });

const isAcknowledged = (delivery: DeliveryState | undefined): boolean =>
  delivery?.state === 'acknowledged';

let broker: Mosquitto | undefined;

describeWith(mosquittoMissing ?? python.missing, 'a program with paho-mqtt', () => {
  beforeAll(async () => {
    const users = { [credentials.username]: credentials.password };
    broker = await startMosquitto({ port, users }).catch(async () => {
      port = await freePort();
      return startMosquitto({ port, users });
    });
  });
  afterAll(() => broker?.stop());

  it.each([5, 4] as const)('chats with us both ways, level %i', async (protocolVersion) => {
    const script = await startChat('爱丽丝');
    const bob = session({ protocolVersion, greeting });
    await hears(script, `bob:${greeting}`);
    script.tell('你好，bob 👋🏽');
    const line = await bob.untilSaid('你好，bob 👋🏽');
    expect(line).toMatchObject({ user: '爱丽丝', isAction: false });
    expect(line.delivery).toBeUndefined();
    expect(people(bob.room())).toEqual(['bob (online)', '爱丽丝 (online)']);

    bob.session.chat?.send('chat', '你好，爱丽丝 👩‍👩‍👧 é');
    await hears(script, 'bob:你好，爱丽丝 👩‍👩‍👧 é');
    const answer = await bob.untilSaid('你好，爱丽丝 👩‍👩‍👧 é');
    await bob.until('the acknowledgement', () => isAcknowledged(answer.delivery));
    script.tell('"quoted" \\ and \ttab');
    await bob.untilSaid('"quoted" \\ and \ttab');
    expect(said(bob.room())).toEqual([
      `bob: ${greeting}`,
      '爱丽丝: 你好，bob 👋🏽',
      'bob: 你好，爱丽丝 👩‍👩‍👧 é',
      '爱丽丝: "quoted" \\ and \ttab',
    ]);
  });

  it.each([5, 4] as const)('is broken by nothing of ours, level %i', async (protocolVersion) => {
    const script = await startChat('alice');
    const bob = session({ protocolVersion });
    await bob.ready();
    const odd = [
      'half \ud83d a pair',
      'other \udc4b half',
      'two\nlines',
      'null\0',
      '\u001b]0;title\u0007',
      '\u202eright to left',
      '{"user": 1}',
      '%s {0} \\u0041',
      ' ',
      'x'.repeat(64 * 1024),
      '\ud800'.repeat(20_000),
    ];
    for (const text of odd) expect(bob.session.chat?.send('chat', text)).toBeUndefined();
    bob.session.chat?.send('chat', 'waves', true);
    bob.session.setNick('bobby \ud800');
    bob.session.chat?.send('chat', 'the last');
    await hears(script, 'bobby \ufffd:the last');
    const expected = [
      `alice:${greeting}`,
      ...odd.map((text) => `bob:${text.toWellFormed()}`),
      'bob:waves',
      'bobby \ufffd:the last',
    ];
    expect(heard(script)).toEqual(expected.flatMap((text) => text.split('\n')));
  });

  it('hears nothing of who comes, goes and is lost', async () => {
    const script = await startChat('alice');
    const bob = session({ rooms: ['chat', 'ops'], isTransient: false, clientId: 'bob' });
    await bob.ready();
    const carol = session({ nick: 'carol', protocolVersion: 4 });
    await carol.ready();
    bob.session.setNick('robert');
    await carol.untilTold('bob is now robert');
    carol.session.chat?.part('chat');
    await bob.untilTold('carol left');
    carol.session.chat?.join('chat');
    await bob.until('carol', () => people(bob.room('chat')).includes('carol (online)'));
    await carol.session.close();
    await bob.session.close();
    const dave = session({ nick: 'dave' });
    await dave.ready();
    const victim = { port, protocolVersion: 4, nick: 'mallory', clientId: 'victim', credentials };
    const child = startChild(process.execPath, [program, JSON.stringify(victim)]);
    await child.line('that it is in the room', (line) => line === 'ready');
    child.kill('SIGKILL');
    await dave.untilTold('mallory was lost (the connection broke)');
    dave.session.chat?.send('chat', 'quiet here');
    await hears(script, 'dave:quiet here');
    expect(heard(script)).toEqual([`alice:${greeting}`, 'dave:quiet here']);
    // Such a message would be the end of it: this is what the others are kept from.
    const rude = session({ rooms: [], filters: ['nothing'] });
    await rude.ready();
    await rude.session.publish('chat', '{"say": "no user"}', { qos: 1, retain: false });
    expect(await script.ended()).toBe(1);
    expect(script.output()).toContain("KeyError: 'user'");
  });

  it('is read as it writes with escapes, byte for byte', async () => {
    const watcher = session({ rooms: [], filters: ['chat'] });
    await watcher.ready();
    const bob = session();
    await bob.ready();
    const script = await startChat('爱');
    await bob.untilSaid(greeting);
    const tree = watcher.session.monitor?.tree;
    const node = tree?.find('chat');
    const last = node && tree?.last(node);
    expect(Buffer.from(last?.payload ?? []).toString()).toBe(
      '{"user": "\\u7231", "say": "Hello,anyone!"}',
    );
    expect(last?.qos).toBe(0);
    script.tell('🙂');
    expect((await bob.untilSaid('🙂')).user).toBe('爱');
  });

  it('has a subscriber to /+ which gets what we publish, and nothing else of ours', async () => {
    const script = startPeer('subscribe', '/+');
    await hears(script, 'Subscribed');
    const bob = session({ greeting });
    await bob.ready();
    const quiet = { qos: 0, retain: false } as const;
    for (const topic of ['a', '/a/b', '/a', '/温度'])
      await bob.session.publish(topic, `${topic} is 21.5 °C`, quiet);
    await hears(script, '/温度 /温度 is 21.5 °C');
    expect(heard(script)).toEqual([
      'Connected with result code 0',
      'Subscribed',
      '/a /a is 21.5 °C',
      '/温度 /温度 is 21.5 °C',
    ]);
  });

  it('is refused with a wrong password, as we are', async () => {
    const script = startPeer('--password', 'wrong', 'chat');
    script.tell('alice');
    expect(await script.ended()).toBe(2);
    expect(script.output()).toContain('Connected with result code 5');
    const wrong = { username: 'admin', password: 'wrong' };
    for (const [protocolVersion, code] of [
      [4, 5],
      [5, 135],
    ] as const) {
      const bob = session({ protocolVersion, credentials: wrong });
      await bob.until('the refusal', () => bob.session.status.state === 'refused');
      expect(bob.session.status).toEqual({
        state: 'refused',
        problem: `Connection refused: not authorized (${code})`,
        credentials: true,
      });
      bob.session.updateCredentials(credentials);
      await bob.ready();
    }
  });
});

describeWith(mosquittoMissing ?? toolsMissing, 'beside mosquitto_pub and mosquitto_sub', () => {
  beforeAll(async () => {
    const users = { [credentials.username]: credentials.password };
    broker = await startMosquitto({ port, users }).catch(async () => {
      port = await freePort();
      return startMosquitto({ port, users });
    });
  });
  afterAll(() => broker?.stop());

  const login = ['-h', '127.0.0.1', '-p', `${port}`, '-u', 'admin', '-P', 'password'];
  const pub = async (...args: readonly string[]): Promise<void> => {
    expect(await startChild('mosquitto_pub', [...login, ...args]).ended()).toBe(0);
  };
  /** Runs mosquitto_sub; it is subscribed when it has printed the retained marker. */
  const sub = async (topic: string): Promise<Child> => {
    await pub('-t', 'marker', '-m', 'marker', '-r');
    const child = startChild('mosquitto_sub', [...login, '-t', topic, '-t', 'marker']);
    await child.line('the marker', (line) => line === 'marker');
    return child;
  };

  it.each([5, 4] as const)('what we say begins with user and say, level %i', async (level) => {
    const child = await sub('chat');
    const bob = session({ protocolVersion: level, greeting });
    const last = 'he said "你好"\\';
    await bob.ready();
    bob.session.chat?.send('chat', 'dances', true);
    bob.session.chat?.send('chat', last);
    const line = await child.line('the last sentence', (text) => text.includes('你好'));
    const rest = '"id":"[\\w-]{1,64}","at":\\d{13}';
    const signed = '"key":"[\\w-]{43}","sig":"[\\w-]{86}","temporary":true';
    expect(child.output()).toMatch(
      new RegExp(
        [
          '^marker',
          `\\{"user":"bob","say":"Hello,anyone!",${rest},${signed}\\}`,
          `\\{"user":"bob","say":"dances",${rest},"kind":"action",${signed}\\}`,
          '.+',
          '$',
        ].join('\n'),
      ),
    );
    expect(line.startsWith('{"user":"bob","say":"he said \\"你好\\"\\\\",')).toBe(true);
  });

  it('what mosquitto_pub says is heard in the room and watched among the topics', async () => {
    const bob = session({ filters: ['/+'] });
    await bob.ready();
    await bob.untilTold('Nobody else is here yet');
    await pub('-t', '/a', '-m', '21.5');
    await pub('-t', 'chat', '-m', '{"user":"cron","say":"it is late"}');
    await pub('-t', 'chat', '-m', 'no chat message', '-q', '2');
    await bob.untilSaid('it is late');
    const raw = await bob.until('the raw line', () => {
      const { lines } = bob.room();
      const newest = lines.at(lines.end - 1);
      return newest?.kind === 'raw' && newest;
    });
    expect(Buffer.from(raw.payload).toString()).toBe('no chat message');
    const node = await bob.until('the topic', () => bob.session.monitor?.tree.find('/a'));
    expect(Buffer.from(bob.session.monitor?.tree.last(node)?.payload ?? []).toString()).toBe(
      '21.5',
    );
    expect(said(bob.room())).toEqual(['cron: it is late']);
  });

  it('mosquitto_sub hears what we publish', async () => {
    const child = await sub('house/#');
    const bob = session({ filters: ['nothing'] });
    await bob.ready();
    await bob.session.publish('house/lamp', '开', { qos: 2, retain: true });
    expect(await child.line('the lamp', (text) => text !== 'marker')).toBe('开');
    const late = await sub('house/#');
    expect(await late.line('what is retained', (text) => text !== 'marker')).toBe('开');
    for (const topic of ['house/lamp', 'marker'])
      await bob.session.publish(topic, '', { qos: 1, retain: true });
  });
});
