import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { helpGroups } from '../../source/ui/help/groups.ts';
import { aSession, atScreen, unfoldTopics } from '../support/at-screen.ts';
import { freePort } from '../support/free-port.ts';
import { type AppOptions, openApp, type OpenApp, type Size } from '../support/open-app.tsx';
import { said } from '../support/sessions.ts';
import { until } from '../support/until.ts';

const host = '127.0.0.1';
const credentials = { username: 'admin', password: 'password' };
const sizes: readonly Size[] = [
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  { columns: 40, rows: 10 },
];

let broker: EmbeddedBroker;

beforeEach(async () => {
  broker = await startEmbeddedBroker({ host, port: 0 });
  return () => broker.close();
});

type SessionChoices = Parameters<typeof aSession>[1] & { readonly nick?: string };

/** A session on the broker of the test, under the name `me`. */
const sessionOn = (port: number, { nick = 'me', ...options }: SessionChoices = {}): MqttSession => {
  const session = aSession({ protocol: 'mqtt', host, port }, { protocolVersion: 4, ...options });
  if (nick !== '') session.setNick(nick);
  return session;
};

const untilConnected = (session: MqttSession): Promise<boolean> =>
  until({
    what: 'the connections',
    find: () => session.status.state === 'connected',
    subscribe: session.clock.subscribe,
    seen: () => session.status,
  });

/** Opens the screen and waits until it says that it is connected. */
const connectedApp = async (options: AppOptions & { readonly choices?: SessionChoices } = {}) => {
  const session = sessionOn(broker.port, options.choices);
  const app = openApp(session, options);
  session.open();
  await app.waitFor('●');
  return { app, session };
};

/** Somebody else in the room `chat`, who also publishes. */
const somebodyElse = async (
  nick = 'alice',
  rooms: readonly string[] = ['chat'],
): Promise<MqttSession> => {
  const session = sessionOn(broker.port, { nick, rooms, monitor: undefined as never });
  onTestFinished(() => session.close());
  session.open();
  await untilConnected(session);
  return session;
};

const publish = (peer: MqttSession, topic: string, payload: string | Buffer): Promise<void> =>
  peer.publish(topic, payload, { qos: 1, retain: false });

const rowWith = (text: string) => (rows: readonly string[]) =>
  rows.some((row) => row.includes(text));

describe('the screen', () => {
  it('shows the rooms, the tree with its values, and where it is connected', async () => {
    const { app, session } = await connectedApp({ choices: { rooms: ['chat', 'ops'] } });
    const peer = await somebodyElse();
    await publish(peer, 'site/1/temperature', '21.5 °C');
    await publish(peer, 'garden', 'dry');
    await publish(peer, 'site/1/door', 'open');
    await app.waitFor('▸ site/1');
    unfoldTopics(session);
    await app.waitFor(/temperature +21\.5 °C/);
    await app.waitFor(/garden +dry/);
    const text = app.text();
    expect(text).toContain('# chat');
    expect(text).toContain('# ops');
    expect(text).toMatch(/▾ site/);
    expect(app.rows().at(-1)).toContain(`● ${host}:${broker.port} · MQTT 3.1.1 · me`);
  });

  it('says so while nothing has come', async () => {
    const { app } = await connectedApp({ choices: { chat: undefined as never, nick: '' } });
    await app.waitFor('no message yet');
    await app.waitFor('All messages');
    expect(app.misfits()).toEqual([]);
  });

  it('shows all messages to whoever has left all rooms', async () => {
    const { app } = await connectedApp({ columns: 120 });
    app.type('/part');
    app.press('Enter');
    await app.waitFor('All messages');
    expect(app.misfits()).toEqual([]);
  });

  it('shows who is in the room', async () => {
    const { app } = await connectedApp();
    await app.waitFor('1 person');
    await somebodyElse();
    await app.waitFor('2 people');
    await app.waitFor('alice is here');
    expect(app.misfits()).toEqual([]);
  });

  it('says what it needs when it is too small', async () => {
    const { app } = await connectedApp();
    for (const size of [
      { columns: 39, rows: 10 },
      { columns: 40, rows: 9 },
    ]) {
      await app.resize(size);
      await app.waitFor(/^mqtt-tui needs 40×10 cells$/);
    }
    await app.resize({ columns: 40, rows: 10 });
    await app.waitFor('╭ #chat');
    expect(app.misfits()).toEqual([]);
  });

  it('shows one pane at a time below 70 columns', async () => {
    const { app } = await connectedApp({ columns: 60, rows: 15 });
    const panes = (): string[] =>
      ['Rooms and topics', '#chat ─'].filter((title) => app.rows()[0]?.includes(title));
    expect(panes()).toEqual(['#chat ─']);
    app.press('Tab');
    await app.waitFor('Rooms and topics');
    expect(panes()).toEqual(['Rooms and topics']);
    await app.resize({ columns: 100, rows: 24 });
    await app.waitFor((rows) => rows.length === 24 && rows[0]?.includes('#chat ─') === true);
    expect(panes()).toEqual(['Rooms and topics', '#chat ─']);
  });
});

describe('a conversation', () => {
  it('shows what is said here, acknowledged, and there', async () => {
    const { app } = await connectedApp();
    const peer = await somebodyElse();
    app.type('你好 👋 everybody');
    app.press('Enter');
    await app.waitFor(/me {2}你好 👋 everybody +✓/);
    const room = peer.chat?.rooms.get('chat');
    const heard = (): string[] => (room === undefined ? [] : said(room));
    await until({
      what: 'the sentence at the other end',
      find: () => heard().length > 0,
      subscribe: peer.clock.subscribe,
      seen: heard,
    });
    expect(heard()).toEqual(['me: 你好 👋 everybody']);
  });

  it('shows what others say, once', async () => {
    const { app } = await connectedApp();
    const peer = await somebodyElse();
    peer.chat?.send('chat', 'hello');
    await app.waitFor(/alice {2}hello/);
    peer.chat?.send('chat', 'waves', true);
    await app.waitFor('* alice waves'.replace('* ', '*  '));
    expect(app.rows().filter((row) => row.includes('hello')).length).toBe(1);
  });

  it('shows that a sentence waits while there is no connection, and sends it later', async () => {
    const session = sessionOn(broker.port, { waitForCredentials: true });
    const app = openApp(session);
    app.type('later');
    app.press('Enter');
    await app.waitFor(/me {2}later +⧖/);
    session.retryNow();
    await app.waitFor(/me {2}later +✓/);
    expect(app.misfits()).toEqual([]);
  });

  it('shows raw what is no chat message', async () => {
    const { app } = await connectedApp();
    const peer = await somebodyElse();
    const raw = sessionOn(broker.port, { nick: '', chat: undefined as never });
    onTestFinished(() => raw.close());
    raw.open();
    await untilConnected(raw);
    await publish(raw, 'chat', 'just text');
    await app.waitFor('raw, 9 B: just text');
    expect(peer.chat?.rooms.get('chat')?.lines.length).toBeGreaterThan(0);
  });

  it('counts unread lines of a room that is not shown, and goes there', async () => {
    const { app } = await connectedApp({ choices: { rooms: ['chat', 'ops'] } });
    const peer = await somebodyElse('alice', ['ops']);
    peer.chat?.send('ops', 'one');
    peer.chat?.send('ops', 'two');
    await app.waitFor(/# ops +2 new/);
    app.press('Alt+A');
    await app.waitFor(/── new ─+/);
    expect(app.text()).not.toMatch(/# ops +2 new/);
    expect(app.text()).toMatch(/alice {2}two/);
  });
});

describe('Tab', () => {
  it('goes through the panes and back', async () => {
    const { app } = await connectedApp({ columns: 120 });
    const hint = (): string => app.rows().at(-1) ?? '';
    app.press('Tab');
    await app.waitFor('/ filter');
    app.press('Tab');
    await app.waitFor('Space pause');
    app.press('Tab');
    await app.waitUntilGone('Space pause');
    expect(hint()).toMatch(/Tab panes .* F1 help$/);
    app.press('Shift+Tab');
    await app.waitFor('Space pause');
    app.press('Esc');
    await app.waitUntilGone('Space pause');
    app.type('text');
    app.press('Tab');
    await app.waitFor('› text');
    expect(hint()).not.toContain('/ filter');
  });
});

const onGarden = async () => {
  const opened = await connectedApp();
  const peer = await somebodyElse();
  await publish(peer, 'garden', '{"moisture": 12}');
  await opened.app.waitFor('garden');
  opened.app.press('Tab', 'End');
  await opened.app.waitFor('garden ─');
  return { ...opened, peer };
};

describe('on a topic', () => {
  it('Enter publishes, and the box says so before', async () => {
    const { app } = await onGarden();
    app.press('Esc');
    await app.waitFor(/Publish to garden · \/ for commands[^]*F1 help/);
    app.type('21.5');
    await app.waitFor('/pub garden › 21.5');
    expect(app.text()).toMatch(/garden +\{/);
    app.press('Enter');
    await app.waitFor(/Publish to garden\?[^]*y once {2}a always for this topic {2}Esc no/);
    app.press('y');
    await app.waitFor('Published to garden (QoS 0).');
    await app.waitFor(/garden +21\.5/);
  });

  it('shows its messages as they come, and the newest in full', async () => {
    const { app, peer } = await onGarden();
    await app.waitFor(rowWith('"moisture": 12'));
    expect(app.text()).toMatch(/QoS [01] {3}retain no {3}size 16 B/);
    expect(app.text()).toMatch(/Newest ─+ JSON/);
    await publish(peer, 'garden', 'dry');
    await app.waitFor(/garden {2}dry/);
    await app.waitFor(/Newest ─+ text/);
  });

  it('shows in full what is pointed at, also while that is scrolled', async () => {
    const { app, peer } = await onGarden();
    await publish(peer, 'garden', 'dry');
    await app.waitFor(/Newest ─+ text/);
    app.press('Enter', 'k', 'k');
    await app.waitFor(/At the cursor ─+ JSON/);
    app.press('Tab');
    await app.waitFor('Enter fold');
    app.press('Down');
    await app.waitFor(/At the cursor ─+ JSON/);
    expect(app.misfits()).toEqual([]);
  });

  it('copies the payload and the topic', async () => {
    const { app } = await onGarden();
    app.press('y', 'Y');
    await app.waitFor('Copied the topic garden');
    expect(app.asked).toEqual(['copy {"moisture": 12}', 'copy garden']);
  });

  it('marks an empty level, and keeps topics apart that differ by a slash', async () => {
    const { app, peer, session } = await onGarden();
    for (const topic of ['a', '/a', 'a/', 'a//b']) await publish(peer, topic, `at ${topic}`);
    await until({
      what: 'the last topic',
      find: () => session.monitor?.tree.find('a//b'),
      subscribe: session.clock.subscribe,
      seen: () => session.monitor?.tree.topics,
    });
    unfoldTopics(session);
    for (const topic of ['a', '/a', 'a/', 'a//b'])
      await app.waitFor(new RegExp(` at ${topic}  .*│`));
    expect(app.rows().filter((row) => row.includes('(empty)')).length).toBe(1);
  });
});

describe('the filter', () => {
  it('is followed while it is typed, stays with Enter and goes step by step with Esc', async () => {
    const { app } = await connectedApp();
    const peer = await somebodyElse();
    for (const topic of ['kitchen', 'garage', 'garden']) await publish(peer, topic, 'x');
    await app.waitFor('kitchen');
    app.press('Tab', '/');
    await app.waitFor('filter the topics');
    app.type('gar');
    await app.waitUntilGone('kitchen');
    expect(app.text()).toContain('/gar ');
    app.type('den');
    await app.waitUntilGone('garage');
    app.press('Enter');
    await app.waitUntilGone('filter the topics');
    expect(app.text()).toContain('/garden ');
    app.press('/');
    app.type('zzz');
    await app.waitFor('no topic matches the filter');
    app.press('Esc');
    await app.waitFor('/garden ');
    app.press('Esc');
    await app.waitFor('kitchen');
  });
});

const withLines = async (before: number) => {
  const opened = await connectedApp({ columns: 100, rows: 20 });
  const peer = await somebodyElse();
  // Later it would be one of the new lines.
  await opened.app.waitFor('alice is here');
  for (let line = 0; line < before; line += 1) peer.chat?.send('chat', `early ${line}`);
  await opened.app.waitFor(`early ${before - 1}`);
  opened.app.press('Tab', 'Tab');
  await opened.app.waitFor('Space pause');
  opened.app.type(' ');
  await opened.app.waitFor('paused');
  return { ...opened, peer };
};

describe('a paused log', () => {
  it.each([
    ['that fills its pane', 30],
    ['that has room to spare', 2],
  ])(
    '%s stays as it is, says how much is new, and shows it when it goes on',
    async (_name, before) => {
      const { app, peer } = await withLines(before);
      const texts = (): string[] => app.rows().map((row) => /\w+ {2}early.*/.exec(row)?.[0] ?? '');
      const held = texts();
      peer.chat?.send('chat', 'late 1');
      peer.chat?.send('chat', 'late 2');
      await app.waitFor('↓ 2 new');
      expect(texts()).toEqual(held);
      expect(app.text()).not.toContain('late');
      app.type(' ');
      await app.waitFor('late 2');
      expect(app.text()).not.toContain('paused');
    },
  );

  it('that was only scrolled up waits too', async () => {
    const { app } = await connectedApp({ columns: 100, rows: 20 });
    const peer = await somebodyElse();
    for (let line = 0; line < 40; line += 1) peer.chat?.send('chat', `early ${line}`);
    await app.waitFor('early 39');
    app.press('PageUp');
    await app.waitUntilGone('early 39');
    // The tree on the left goes on counting.
    const texts = (): string[] => app.rows().map((row) => /\w+ {2}early.*/.exec(row)?.[0] ?? '');
    const held = texts();
    peer.chat?.send('chat', 'late');
    await app.waitFor('↓ 1 new');
    expect(texts()).toEqual(held);
    app.press('Alt+End');
    await app.waitFor('late');
  });
});

describe('a paste', () => {
  it('of three lines asks first', async () => {
    const { app } = await connectedApp();
    app.paste('one\ntwo\nthree');
    await app.waitFor('Paste 3 lines, 13 B, into the input box?');
    expect(app.rows().at(-1)).toMatch(/Enter yes {2}Esc no {2}F1 help$/);
    app.press('n');
    await app.waitUntilGone('Paste 3 lines');
    expect(app.text()).not.toContain('three');
    app.paste('one\ntwo\nthree');
    await app.waitFor('Paste 3 lines');
    app.press('y');
    await app.waitFor('three');
    app.press('Enter');
    await app.waitFor(/me {2}one +✓/);
  });

  it('of one line is typed', async () => {
    const { app } = await connectedApp();
    app.paste('hello\n');
    await app.waitFor('› hello');
    expect(app.misfits()).toEqual([]);
  });
});

describe('Ctrl+C', () => {
  it('asks before it quits', async () => {
    const { app } = await connectedApp();
    app.press('Ctrl+C');
    await app.waitFor('Quit mqtt-tui?');
    app.press('n');
    await app.waitUntilGone('Quit mqtt-tui?');
    expect(app.asked).toEqual([]);
    app.press('Ctrl+C', 'Ctrl+C');
    expect(app.asked).toEqual(['quit']);
  });
});

/** All that the help shows, page by page. */
const wholeHelp = async (app: OpenApp): Promise<string> => {
  app.report({ kind: 'key', name: 'F1' });
  await app.waitFor('╭ Help');
  const pages = [app.text()];
  while (/rows? more/.test(app.text())) {
    const before = app.text();
    app.press('PageDown');
    await app.waitFor((rows) => rows.join('\n') !== before);
    pages.push(app.text());
  }
  return pages.join('\n').replaceAll(/[│\s]+/g, ' ');
};

describe('the help', () => {
  it.each(sizes.slice(0, 2))(
    'lists every key and command with what it does at $columns×$rows',
    async (size) => {
      const { app, session } = await connectedApp(size);
      const help = await wholeHelp(app);
      const { context } = atScreen({ session, ...size });
      for (const { keys, description } of helpGroups(context).flatMap(({ entries }) => entries)) {
        for (const word of keys.split(' ')) expect(help).toContain(word);
        for (const word of description.split(' ')) expect(help).toContain(word);
      }
      app.press('Esc');
      await app.waitUntilGone('╭ Help');
      expect(app.misfits()).toEqual([]);
    },
  );

  it('opens with ? outside the input box', async () => {
    const { app } = await connectedApp();
    app.type('?');
    await app.waitFor('› ?');
    app.press('Backspace', 'Tab');
    app.type('?');
    await app.waitFor('╭ Help');
    app.press('Esc');
    await app.waitUntilGone('╭ Help');
    expect(app.misfits()).toEqual([]);
  });
});

describe('the name', () => {
  it('is asked for at the start, and the chat begins with it', async () => {
    const session = sessionOn(broker.port, { nick: '' });
    const app = openApp(session, { name: 'guest' });
    session.open();
    await app.waitFor('Your name in the chat');
    expect(app.text()).toContain('Name  guest');
    app.press('Ctrl+U', 'Enter');
    await app.waitFor('A name needs at least one visible character.');
    app.type('李明');
    app.press('Enter');
    await app.waitFor('· 李明');
    await app.waitFor('1 person');
    app.type('hello');
    app.press('Enter');
    await app.waitFor(/李明 {2}hello +✓/);
    expect(app.misfits()).toEqual([]);
  });
});

const refused = async () => {
  await broker.close();
  broker = await startEmbeddedBroker({ host, port: 0, credentials });
  const session = sessionOn(broker.port, { credentials: { ...credentials, password: 'wrong' } });
  const app = openApp(session);
  session.open();
  await app.waitFor('User name and password');
  return { app, session };
};

describe('a refused password', () => {
  it('is told in words with its code, and can be corrected', async () => {
    const { app } = await refused();
    await app.waitFor('Connection refused: bad user name or password (4)');
    expect(app.text()).toMatch(/User name +admin/);
    app.type('password');
    await app.waitFor('Password   ••••••••');
    app.press('Enter');
    await app.waitFor('●');
    await app.waitUntilGone('User name and password');
    app.type('hello');
    app.press('Enter');
    await app.waitFor(/me {2}hello +✓/);
  });

  it('is never on the screen', async () => {
    const { app } = await refused();
    app.type('opensesame');
    await app.waitFor('Password   ••••••••••');
    app.press('Enter');
    await app.waitFor((rows) => !rows.join('\n').includes('••••••••••'));
    await app.waitFor('User name and password');
    expect(app.text()).not.toContain('opensesame');
    expect(app.text()).not.toContain('wrong');
  });

  it('is asked for again when the other one is wrong too', async () => {
    const { app } = await refused();
    app.type('other');
    await app.waitFor('Password   •••••');
    app.press('Enter');
    await app.waitUntilGone('•••••');
    await app.waitFor('User name and password');
    expect(app.text()).toMatch(/User name +admin/);
  });

  it.each([
    ['chat', 'monitor'],
    ['monitor', 'chat'],
  ] as const)('is asked for no longer after Esc: %s is refused, then %s', async (first, second) => {
    const session = sessionOn(broker.port, { waitForCredentials: true });
    const app = openApp(session);
    const refuse = (part: 'chat' | 'monitor'): void => {
      const connection = session[part]?.connection;
      if (connection !== undefined)
        connection.status = { state: 'refused', problem: 'No.', credentials: true };
      session.clock.changedNow('connection');
    };
    refuse(first);
    await app.waitFor('User name and password');
    refuse(second);
    await app.drawn();
    app.press('Esc');
    await app.waitUntilGone('User name and password');
    await app.drawn();
    expect(app.text()).not.toContain('User name and password');
  });

  it('says on 80 columns how the form is used and left', async () => {
    const { app } = await refused();
    await app.resize({ columns: 80, rows: 24 });
    expect(app.rows().at(-1)).toMatch(/Enter connect {2}Tab other field {2}Esc cancel .*F1 help$/);
  });

  it('fits on the smallest screen, with its reason', async () => {
    const { app, session } = await refused();
    await app.resize({ columns: 40, rows: 10 });
    session.notify('Something else that the person should know, in a sentence of some length.');
    await app.waitFor('Something else');
    expect(app.misfits()).toEqual([]);
    expect(brokenPanes(app)).toBe('');
    expect(app.text()).toContain('User name');
    expect(app.text()).toContain('Password');
  });
});

describe('without a broker', () => {
  it('tells the attempts, and Enter tries at once', async () => {
    const port = await freePort();
    const session = sessionOn(port);
    const app = openApp(session);
    session.open();
    await app.waitFor(/offline · attempt \d+ in \d+ s .*Enter connect now/);
    expect(app.text()).toContain('nothing is listening there');
    const late = await startEmbeddedBroker({ host, port });
    onTestFinished(() => late.close());
    app.press('Enter');
    await app.waitFor('●');
    expect(app.text()).not.toContain('nothing is listening there');
  });
});

describe('the mouse', () => {
  it('selects what it clicks, and scrolls', async () => {
    const { app } = await connectedApp({ choices: { rooms: ['chat', 'ops'] } });
    const peer = await somebodyElse();
    await app.waitFor('alice is here');
    for (let line = 0; line < 60; line += 1) peer.chat?.send('chat', `line ${line}`);
    await app.waitFor('line 59');
    app.report({ kind: 'wheel', up: true, x: 80, y: 5 });
    await app.waitFor('↓ 3 more');
    app.report({ kind: 'click', x: 5, y: 2 });
    await app.waitFor('╭ #ops');
    expect(app.misfits()).toEqual([]);
  });
});

/** The screen, if it has corners of panes that have no partner beside or below: panes that are not whole. */
const brokenPanes = (app: OpenApp): string => {
  const text = app.text();
  const [corner, ...others] = ['╭', '╮', '╰', '╯'].map((glyph) => text.split(glyph).length);
  return others.every((count) => count === corner) ? '' : text;
};

describe('no row is wider than the screen, and there are no more rows than it has', () => {
  const hostile = [
    ['\u001b]0;title\u0007', '\u001b[31mred\u001b[2J'],
    [`wide/${'漢字'.repeat(40)}`, '你好'.repeat(200)],
    ['family/👨\u200d👩\u200d👧\u200d👦', '👍🏽'.repeat(100)],
    ['marks', `z${'\u0301'.repeat(300)}`],
    ['bidi/\u202eabc', '\u202e\u2066text\u2028more'],
    ['a//b/ /c', 'x'.repeat(100_000)],
    ['json', JSON.stringify({ text: '你好'.repeat(50), list: [[[[[[['\u001b']]]]]]] })],
    ['binary', Buffer.from([0, 255, 254, 27, 91, 50, 74])],
  ] as const;

  it.each(sizes)('at $columns×$rows', async (size) => {
    const { app, session } = await connectedApp({
      choices: { rooms: ['chat', '房間'.repeat(20)] },
    });
    const peer = await somebodyElse(`${'名'.repeat(30)}\u001b[2J`);
    peer.chat?.send('chat', `${'長い文章 '.repeat(60)}\u001b[31m\u202e`);
    peer.chat?.send('chat', 'one\r\ntwo\u0085three\tfour');
    for (const [topic, payload] of hostile) await publish(peer, topic, payload);
    await app.waitFor('binary');
    session.notify(`A notice: ${'警告 '.repeat(60)}`);
    await app.resize(size);
    const steps: readonly (() => void)[] = [
      () => app.type('你好'.repeat(60)),
      () => app.press('Ctrl+U'),
      () => app.paste(`${'長い'.repeat(200)}\n\t\u001b[31m\nend`),
      () => app.press('y'),
      () => app.press('Ctrl+C', 'Tab'),
      ...Array.from({ length: 24 }, () => () => app.press('Down', 'o')),
      () => app.press('Tab', 'k', 'k'),
      () => app.press('Tab'),
      () => app.press('Ctrl+F'),
      () => app.type('search 你好'),
      () => app.press('Ctrl+C'),
    ];
    for (const step of steps) {
      step();
      await app.drawn();
      expect(brokenPanes(app)).toBe('');
    }
    expect(app.misfits()).toEqual([]);
  });
});
