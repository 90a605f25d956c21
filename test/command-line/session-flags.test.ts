import { describe, expect, it } from 'vitest';
import { type SessionFromFlags, sessionFlags } from '../../source/command-line/session-flags.ts';
import { ServerList } from '../../source/mqtt/server-list.ts';
import { flagValues } from '../support/flag-values.ts';

const session = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): SessionFromFlags => sessionFlags(flagValues('screen', argv, environment), environment);

describe('without flags', () => {
  it('the session chats in "chat", watches "#", and finds a broker on this machine', () => {
    const { options, localBroker } = session([]);
    expect(localBroker).toBeDefined();
    expect(options).toMatchObject({
      credentials: {},
      keepAlive: 60,
      protocolVersion: 'auto',
      isTransient: true,
      waitForCredentials: false,
      chat: { rooms: ['chat'], greeting: 'Hello,anyone!' },
      monitor: {
        filters: ['#'],
        qos: 0,
        limits: { history: 100, memory: 256 * 1024 ** 2, topics: 200_000, payload: 1024 ** 2 },
      },
    });
    expect(options).not.toHaveProperty('will');
  });

  it('the client identifier is another one each time', () => {
    const ids = [session([]), session([])].map(({ options }) => options.clientId);
    expect(ids[0]).toMatch(/^mqtt-tui-[0-9a-f]{8}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('with a host', () => {
  it('no broker is looked for', async () => {
    const { options, localBroker } = session(['-h', 'h', '-p', '61613']);
    expect(localBroker).toBeUndefined();
    const [server] = ServerList.of(options.server).all;
    expect(await server?.locate()).toEqual({ protocol: 'mqtt', host: 'h', port: 61_613 });
    expect(options.serverNote?.()).toBe('');
  });

  it('a URL brings user name, password and topic filter', () => {
    const { options } = session(['-L', 'mqtt://admin:secret@h/site/1']);
    const [server] = ServerList.of(options.server).all;
    expect(server?.credentials({})).toEqual({ username: 'admin', password: 'secret' });
    expect(options.monitor?.filters).toEqual(['site/1']);
    expect(session(['-L', 'mqtt://h/site/1', '-t', 'other']).options.monitor?.filters).toEqual([
      'other',
    ]);
  });
});

describe('the flags', () => {
  it.each([
    [['-r', 'a', '-r', 'b/c'], { chat: { rooms: ['a', 'b/c'] } }],
    [['--greeting', ''], { chat: { greeting: '' } }],
    [['--greeting', '你好'], { chat: { greeting: '你好' } }],
    [['-t', '/+', '-t', '$SYS/#', '-q', '2'], { monitor: { filters: ['/+', '$SYS/#'], qos: 2 } }],
    [['-i', 'me'], { clientId: 'me', isTransient: false }],
    [['-k', '0'], { keepAlive: 0 }],
    [['-V', '5'], { protocolVersion: 5 }],
    [['-V', '3.1.1'], { protocolVersion: 4 }],
    [['-V', '3.1'], { protocolVersion: 3 }],
    [['-V', 'auto'], { protocolVersion: 'auto' }],
    [['--ask-password'], { waitForCredentials: true }],
    [['--history', '7'], { monitor: { limits: { history: 7 } } }],
    [['--memory', '1'], { monitor: { limits: { memory: 1024 ** 2 } } }],
    [['--max-topics', '9'], { monitor: { limits: { topics: 9 } } }],
    [['--payload-limit', '1'], { monitor: { limits: { payload: 1024 } } }],
    [
      ['--will-topic', 'gone', '--will-payload', 'bye', '--will-qos', '1', '--will-retain'],
      { will: { topic: 'gone', payload: 'bye', qos: 1, retain: true } },
    ],
    [['--will-topic', 'gone'], { will: { topic: 'gone', payload: '', qos: 0, retain: false } }],
  ])('%j are what the session gets', (argv, options) => {
    expect(session(argv).options).toMatchObject(options);
  });

  it('switch off the chat or the watching, not both', () => {
    expect(session(['--no-chat']).options).not.toHaveProperty('chat');
    expect(session(['--no-monitor']).options).not.toHaveProperty('monitor');
    expect(() => session(['--no-chat', '--no-monitor'])).toThrow('leave nothing to show');
  });

  it.each([
    [['-r', 'a/+'], '--room: '],
    [['-r', '$SYS/x'], '--room: '],
    [['-r', 'a', '-r', '#'], '--room: '],
    [['-t', 'a#'], '--topic: '],
    [['-t', '#/a'], '--topic: '],
    [['-t', '$share/x'], '--topic: '],
    [['--will-topic', 'a/#'], '--will-topic: '],
    [['-L', 'mqtt://h/a/%23/b'], '"#"'],
    [['--will-payload', 'x'], '--will-payload needs --will-topic'],
    [['--will-qos', '1'], '--will-qos needs --will-topic'],
    [['--will-retain'], '--will-retain needs --will-topic'],
  ])('%j are refused, saying which and why', (argv, why) => {
    expect(() => session(argv)).toThrow(why);
  });

  it('that switch something off need nothing else', () => {
    expect(() => session([], { MQTT_TUI_WILL_RETAIN: '0' })).not.toThrow();
    expect(() => session(['--no-will-retain'])).not.toThrow();
  });
});

describe('the session expiry', () => {
  it('needs a client identifier that stays', () => {
    expect(() => session(['--session-expiry', '60'])).toThrow('--session-expiry needs --client-id');
    const { options } = session(['--session-expiry', '60', '-i', 'alice-1']);
    expect(options.chat?.sessionExpiry).toBe(60);
    expect(session(['-i', 'alice-1']).options.chat).not.toHaveProperty('sessionExpiry');
  });
});

describe('the pace of the screen', () => {
  it('is 10 frames a second unless told', () => {
    expect(session([]).options.mostFrames).toBe(10);
    expect(session(['--fps', '3']).options.mostFrames).toBe(3);
    expect(session([], { MQTT_TUI_FPS: '30' }).options.mostFrames).toBe(30);
  });

  it.each(['0', '31', '2.5', 'fast', '-1'])('cannot be %s', (fps) => {
    expect(() => session([`--fps=${fps}`])).toThrow('--fps takes a whole number from 1 to 30, not');
  });
});

describe('the flags of the tree', () => {
  it('leave topics out and say what is stale', () => {
    const { options } = session(['--exclude', 'a/#', '--exclude', 'json:.x>1', '--stale', '1.5h']);
    expect(options.monitor).toMatchObject({
      excludes: ['a/#', 'json:.x>1'],
      staleAfter: 5_400_000,
    });
  });

  it.each([
    [['--stale', 'soon'], /--stale takes a time such as 30s/],
    [['--exclude', 're:('], /--exclude: The regular expression/],
    [['--exclude', ' '], /--exclude: Exclude which topics/],
  ])('are refused where they are wrong: %j', (argv, problem) => {
    expect(() => session(argv)).toThrow(problem);
  });
});
