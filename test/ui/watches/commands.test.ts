import { createSecretKey } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { completeInput } from '../../../source/ui/input/completion.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { watchRows } from '../../../source/ui/watches/text.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { textOfRow } from '../../support/text-of-row.ts';

let person: AtScreen;

const run = (typed: string): string | undefined => runCommand(person.context, typed);

const lines = (room = 'chat'): string[] => {
  const log = person.session.chat?.rooms.get(room)?.lines;
  return Array.from({ length: log?.length ?? 0 }, (_, index) => {
    const line = log?.at(log.first + index);
    if (line?.kind === 'said') return `${line.user}: ${line.say}`;
    return line?.kind === 'event' ? line.text : '';
  });
};

/** A message that has come, as the tree and the watches see it. */
const come = (topic: string, payload: string | Uint8Array, retain = false): void => {
  const message = aMessage(topic, payload, { receivedAt: Date.now(), retain });
  person.session.monitor?.tree.record(message);
  person.session.monitor?.onMessage?.(message, retain);
};

const listed = (): string =>
  watchRows(person.session, 200)
    .map((row) => textOfRow(row, 200).trimEnd())
    .join('\n');

const grant = (): void => {
  for (const subscription of person.session.monitor?.subscriptions.values() ?? [])
    subscription.state = 'granted';
};

beforeEach(() => {
  person = atScreen({ rooms: ['chat', 'ops'] });
  person.session.setNick('me');
  grant();
});

describe('/share', () => {
  it('says the value of the topic that is named', () => {
    come('site/1/temperature', '21.5 °C');
    expect(run('/share site/1/temperature')).toBeUndefined();
    expect(lines().at(-1)).toMatch(/^me: site\/1\/temperature = 21\.5 °C \(\d\d:\d\d:\d\d\)$/);
    expect(person.notice()).toBeUndefined();
  });

  it('says the value of the selected topic in the room that was shown last, and tells which', () => {
    come('site/1/temperature', '21.5 °C', true);
    run('/join ops');
    person.dispatch({
      type: 'selection-changed',
      selection: { kind: 'topic', topic: 'site/1/temperature' },
    });
    expect(run('/share')).toBeUndefined();
    expect(lines('ops').at(-1)).toMatch(/^me: site.* = 21\.5 °C \(\d\d:\d\d:\d\d, retained\)$/);
    expect(person.notice()).toMatch(/^Said in #ops: site\/1\/temperature = 21\.5 °C/);
  });

  it.each([
    ['{"a": 1,\n  "b": [1, "x  y"], "c": 1.50}', '{"a":1,"b":[1,"x  y"],"c":1.50}'],
    ['two\nlines', 'two lines'],
    ['', '(empty)'],
    [Uint8Array.of(0, 1, 255), '(3 B, binary)'],
    ['a\u001b[31mb\u202e', 'a␛[31mb<U+202E>'],
  ])('makes one printable line of %j', (payload, shown) => {
    come('a', payload);
    run('/share a');
    expect(
      lines()
        .at(-1)
        ?.replace(/ \([^(]*\)$/, ''),
    ).toBe(`me: a = ${shown}`);
  });

  it('cuts what is long, and says how long it is', () => {
    come('a', 'x'.repeat(3000));
    run('/share a');
    expect(lines().at(-1)).toMatch(/^me: a = x{200}… \(2\.9 KiB\) \(/);
  });

  it('says what day a value is of that is not of today', () => {
    const message = aMessage('a', '1', { receivedAt: new Date(2020, 1, 2, 3, 4, 5).getTime() });
    person.session.monitor?.tree.record(message);
    run('/share a');
    expect(lines().at(-1)).toBe('me: a = 1 (Sunday 2 February 2020, 03:04:05)');
  });

  it('says it in a private room too', () => {
    come('a', '1');
    const key = { salt: Buffer.alloc(16, 1), key: createSecretKey(Buffer.alloc(32, 1)) };
    person.session.chat?.joinSecret('vault', key);
    person.dispatch({ type: 'selection-changed', selection: { kind: 'room', topic: 'vault' } });
    expect(run('/share a')).toBeUndefined();
    expect(lines('vault').at(-1)).toMatch(/^me: a = 1 \(/);
    expect(lines('chat')).toEqual([]);
  });

  it('says why it cannot', () => {
    come('site/1', '1');
    expect(run('/share')).toMatch(/^Which topic\?/);
    expect(run('/share nothing')).toBe('No value of nothing is known.');
    expect(run('/share site')).toBe('No value of site is known: it is a branch.');
    expect(run('/share "site')).toBe('The double quote is not closed.');
    expect(run('/share site 1')).toMatch(/double quotes/);
    run('/part ops');
    run('/part chat');
    expect(run('/share site/1')).toBe('You are not in a room: /join one first.');
    person = atScreen({ session: aSession(undefined, { chat: undefined as never }) });
    expect(run('/share a')).toMatch(/--no-chat/);
    person = atScreen({ session: aSession(undefined, { monitor: undefined as never }) });
    expect(run('/share a')).toMatch(/--no-monitor/);
  });
});

describe('/watch', () => {
  it('tells when the value crosses, as a mention, in the room', () => {
    come('t', '21.5');
    expect(run('/watch t > 30')).toBeUndefined();
    expect(lines().at(-1)).toBe(
      'Watch 1: t > 30, notifies only you (--post posts in the room), ends at 29.4 or less. Now 21.5: not met.',
    );
    run('/join ops');
    come('t', '31');
    expect(lines().at(-1)).toMatch(/^Watch 1: t = 31, now > 30 \(\d\d:\d\d:\d\d\)$/);
    const room = person.session.chat?.rooms.get('chat');
    expect([room?.reading.unread, room?.reading.mentions]).toEqual([1, 1]);
    expect(person.notice()).toMatch(/^Watch 1: t = 31/);
    expect(person.session.chat?.waiting).toBe(0);
  });

  it('reads a path, a text, options in any order, and words without blanks between', () => {
    come('j', '{"a": {"temp": 31, "door": "open"}}');
    for (const [typed, told] of [
      [
        '/watch j .a.temp>30',
        'j .a.temp > 30, notifies only you (--post posts in the room), ends at 29.4 or less. Now 31: met.',
      ],
      [
        '/watch j .a.door = open --every 5',
        'j .a.door = open, notifies only you (--post posts in the room). Now open: met.',
      ],
      [
        '/watch j .a.door != "on fire" --post ops',
        'j .a.door != on fire, posts in #ops. Now open: met.',
      ],
      [
        '/watch j .a.temp == 31 --by 1 --tell',
        'j .a.temp = 31, notifies only you (--post posts in the room), ends at more than 1 away. Now 31: met.',
      ],
      [
        '/watch "my topic" <= -5 --by 0',
        'my topic <= -5, notifies only you (--post posts in the room). No value is known yet.',
      ],
      [
        '/watch +/x < 1 --by 0',
        '+/x < 1, notifies only you (--post posts in the room). No value is known yet.',
      ],
    ] as const) {
      expect(run(typed)).toBeUndefined();
      expect(
        lines()
          .at(-1)
          ?.replace(/^Watch \d+: /, ''),
      ).toBe(told);
    }
    expect(person.session.monitor?.watches.list[1]?.rule.every).toBe(5000);
    expect(person.session.monitor?.watches.list[0]?.rule.every).toBe(60_000);
  });

  it.each([
    ['/watch t', /^Compare with >/],
    ['/watch t 30', /^Compare with >/],
    ['/watch my topic > 3', /double quotes/],
    ['/watch t .a[x] > 3', /no path that can be read/],
    ['/watch t >', /^Compare it with what\?/],
    ['/watch t > hot', /is not a number/],
    ['/watch t > 3 --by -1', /^--by takes a number/],
    ['/watch t = open --by 1', /which --by needs/],
    ['/watch t > 3 --every 0', /^--every takes seconds/],
    ['/watch t > 3 --every 86401', /^--every takes seconds/],
    ['/watch t > 3 --post nowhere', /^You are not in nowhere/],
    ['/watch t > 3 --post --tell', /^Use --post or --tell/],
    ['/watch t > 3 --by 1 --by 2', /^--by is given twice/],
    ['/watch t > 3 --loud', /^--loud is not an option/],
    ['/watch a/#/b > 3', /wildcard/],
    ['/watch $share/g/a > 3', /shared subscription/],
    ['/watch chat = x', /^chat is a room/],
    ['/unwatch', /^Which watch\?/],
    ['/unwatch 7', /^There is no watch 7/],
  ])('says why it cannot: %s', (typed, answer) => {
    expect(run(typed)).toMatch(answer);
    expect(person.session.monitor?.watches.list).toEqual([]);
  });

  it('refuses the same twice, and more than a hundred', () => {
    run('/watch t > 3');
    expect(run('/watch t > 3 --post')).toBe('Watch 1 is the same: /unwatch 1 ends it.');
    for (let index = 1; index < 100; index += 1)
      expect(run(`/watch t/${index} > 3`)).toBeUndefined();
    expect(run('/watch y > 3')).toMatch(/^There are 100 watches already/);
  });

  it('says when no watched filter brings the topic, and how to mend it', () => {
    run('/watch $SYS/broker/uptime > 3');
    expect(lines().at(-1)).toContain(
      'No subscription covers all of $SYS/broker/uptime: /sub $SYS/broker/uptime adds one.',
    );
    run('/watch t > 3');
    expect(lines().at(-1)).not.toContain('/sub');
  });

  it('posts when asked to, once in a while, and never about what is said', () => {
    run('/watch # = 31 --post');
    come('t', '31');
    expect(lines().at(-1)).toMatch(/^me: t = 31 \(\d\d:\d\d:\d\d\)$/);
    come('t', '3');
    come('ops', '31');
    come('chat/$presence/x', '31');
    come('elsewhere', '{"user": "a", "say": "31"}');
    expect(lines().filter((line) => line.startsWith('me: '))).toHaveLength(1);
    const [watch] = person.session.monitor?.watches.list ?? [];
    expect([...(watch?.topics.keys() ?? [])]).toEqual(['t']);
  });

  it('tells where it posted until the room was left, and that it could not', () => {
    run('/watch t > 30 --post ops');
    run('/part ops');
    come('t', '31');
    expect(lines().at(-1)).toMatch(
      /^Watch 1: t = 31, now > 30 \(.*\) — not posted: You are not in ops\.$/,
    );
  });

  it('costs nothing per message while there is none', () => {
    expect(person.session.monitor?.onMessage).toBeUndefined();
    run('/watch t > 3');
    run('/watch u > 3');
    expect(person.session.monitor?.onMessage).toBeDefined();
    run('/unwatch 1');
    run('/unwatch u');
    expect(lines().at(-1)).toBe('No longer watched: u > 3');
    expect(person.session.monitor?.onMessage).toBeUndefined();
  });

  it('is answered with a list of the watches, and without any with how to begin', () => {
    expect(run('/watch')).toMatch(/^There are no watches\./);
    run('/watch a/+ .t > 30 --post ops');
    come('a/1', '{"t": 31}');
    come('a/2', '{"t": 3}');
    come('a/3', 'nothing');
    expect(run('/watch')).toBeUndefined();
    expect(person.state().reading?.text.title).toBe('Watches');
    expect(listed()).toMatch(/^ {2}1 {2}a\/\+ \.t > 30\n {5}met by 1 of 2 topics: a\/1\n/);
    expect(listed()).toContain(
      '1 crossing · posts in ops, at most once every 1 min, ends at 29.4 or less',
    );
    expect(listed()).toContain('1 message without a value that can be compared');
  });

  it('completes topics, and /unwatch the numbers', () => {
    come('site/1', '1');
    run('/watch site/1 > 3');
    person.type('/unwatch ');
    expect(completeInput(person.context)?.candidates).toMatchObject([
      { text: '1', about: 'site/1 > 3' },
    ]);
    person.press('Ctrl+U');
    person.type('/share sit');
    expect(completeInput(person.context)?.candidates).toMatchObject([{ text: 'site/' }]);
  });
});
