import { createSecretKey } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closestMatch } from 'leven';
import type { MqttSession } from '../../../source/session/session.ts';
import { takeArgument } from '../../../source/format/command-arguments.ts';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { findSlashCommand } from '../../../source/ui/action-context.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

type Published = readonly [
  topic: string,
  payload: string,
  options: { qos: number; retain: boolean },
];

/** Sees what is published without a broker. */
const watchPublishing = (session: MqttSession): Published[] => {
  const published: Published[] = [];
  vi.spyOn(session, 'publish').mockImplementation(async (topic, payload, options) => {
    published.push([topic, String(payload), options]);
  });
  return published;
};

let person: AtScreen;
let published: Published[];

const run = (typed: string): string | undefined => runCommand(person.context, typed);

const told = (room = 'chat'): string[] => {
  const { lines } = person.session.chat?.rooms.get(room) ?? {};
  return Array.from({ length: lines?.length ?? 0 }, (_, index) =>
    lines?.at((lines.first ?? 0) + index),
  ).flatMap((line) => (line?.kind === 'event' ? [line.text] : []));
};

const watched = (): string[] =>
  [...(person.session.monitor?.subscriptions.values() ?? [])].map(
    ({ filter, qos }) => `${filter} ${qos}`,
  );

beforeEach(() => {
  person = atScreen({ rooms: ['chat', 'ops'], topics: ['site/1/temperature', 'my topic'] });
  person.session.setNick('me');
  published = watchPublishing(person.session);
});

describe('a slash command', () => {
  it('is found by its name and by each of its aliases', () => {
    for (const command of slashCommands)
      for (const name of [command.name, ...command.aliases])
        expect(findSlashCommand(slashCommands, name)?.name, `/${name}`).toBe(command.name);
  });

  it('has a name that no other has', () => {
    const all = slashCommands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it('is found whatever the case', () => {
    expect(run('/NICK bob')).toBeUndefined();
    expect(person.session.chat?.nick).toBe('bob');
  });

  it.each([
    ['/jion', 'join'],
    ['/nic', 'nick'],
    ['/pubb', 'pub'],
    ['/serch', 'search'],
    ['/quti', 'quit'],
  ])('with a typo is answered with the nearest: %s', (typed, nearest) => {
    expect(run(`${typed} x`)).toContain(`did you mean /${nearest}?`);
    expect(person.asked).toEqual([]);
  });

  it('that is like none is answered without a guess', () => {
    const answer = run('/frobnicate');
    expect(answer).toMatch(/^There is no \/frobnicate[.;] .*\/help/);
    expect(answer).toContain('//frobnicate');
    expect(answer).not.toContain('did you mean');
  });

  it('of a name that shares no letter with any is answered without a guess', () => {
    for (const typed of ['/', '/zz', '/xy']) expect(run(typed)).not.toContain('did you mean');
  });

  it('that is unknown cannot bring control characters in', () => {
    expect(run('/\u001b[31m')).not.toContain('\u001b');
  });

  it('is unknown for every name at a distance, and the answer names the nearest there is', () => {
    const names = slashCommands.map(({ name }) => name);
    for (const name of names.filter((one) => one.length > 3)) {
      const typo = `${name.slice(0, 1)}q${name.slice(2)}`;
      const alike = names.filter((one) => one[0] === name[0]);
      const nearest = closestMatch(typo, alike, { maxDistance: 2 });
      expect(run(`/${typo}`)).toContain(`/${nearest}?`);
    }
  });
});

describe('an argument', () => {
  it.each([
    ['a b', 'a', 'b'],
    ['a  b', 'a', ' b'],
    ['"a b" c d', 'a b', 'c d'],
    ['"a b"', 'a b', ''],
    ['""', '', ''],
    ['', '', ''],
    ['a "b c"', 'a', '"b c"'],
    ['a\nb', 'a', 'b'],
    ['你 好', '你', '好'],
  ])('is taken off %j', (text, first, rest) => {
    expect(takeArgument(text)).toEqual({ first, rest });
  });
});

describe('/join', () => {
  it('joins a room and goes to it', () => {
    expect(run('/join garage')).toBeUndefined();
    expect([...(person.session.chat?.rooms.keys() ?? [])]).toEqual(['chat', 'ops', 'garage']);
    expect(person.state().selected).toEqual({ kind: 'room', topic: 'garage' });
  });

  it('goes to a room that was joined before', () => {
    run('/j ops');
    expect(person.session.chat?.rooms.size).toBe(2);
    expect(person.state().selected?.topic).toBe('ops');
  });

  it('takes a name with blanks in quotes', () => {
    run('/join "the garage"');
    expect(person.session.chat?.rooms.has('the garage')).toBe(true);
  });

  it('does not drop in silence what it does not take', () => {
    const answer = run('/join the garage');
    expect(person.session.chat?.rooms.has('the')).toBe(false);
    expect(answer ?? '').toContain('quotes');
  });

  it.each([
    ['/join', 'Which room?'],
    ['/join a/+', 'wildcard'],
    ['/join #', 'wildcard'],
    ['/join $SYS/x', '"$"'],
    ['/join ""', 'Which room?'],
  ])('refuses %s, saying why', (typed, why) => {
    expect(run(typed)).toContain(why);
    expect(person.session.chat?.rooms.size).toBe(2);
  });
});

describe('/part', () => {
  it('leaves the room that is shown and goes to another', () => {
    expect(run('/part')).toBeUndefined();
    expect([...(person.session.chat?.rooms.keys() ?? [])]).toEqual(['ops']);
    expect(person.state().selected).toEqual({ kind: 'room', topic: 'ops' });
  });

  it('leaves another room and stays', () => {
    run('/part ops');
    expect([...(person.session.chat?.rooms.keys() ?? [])]).toEqual(['chat']);
    expect(person.state().selected?.topic).toBe('chat');
  });

  it('asks before the key of a private room is lost, and Enter is no answer', () => {
    const key = createSecretKey(Buffer.alloc(32));
    person.session.chat?.joinSecret('den', { salt: Buffer.alloc(16), key });
    expect(run('/part den')).toBeUndefined();
    expect(person.state().question?.text).toBe(
      'Leave #den? Its key is forgotten: only its passphrase or an invite leads back.',
    );
    person.press('Enter');
    expect(person.session.chat?.rooms.has('den')).toBe(true);
    person.press('y');
    expect(person.session.chat?.rooms.has('den')).toBe(false);
  });

  it('says so where one is not', () => {
    expect(run('/part garage')).toBe('You are not in garage.');
  });

  it('leaves an input box that names no room when it was the last', () => {
    run('/part');
    run('/part');
    expect(person.session.chat?.rooms.size).toBe(0);
    expect(inputContent(person.context, person.state()).title).not.toContain('#');
  });
});

describe('/me', () => {
  it('says what one does', () => {
    expect(run('/me waves')).toBeUndefined();
    const line = person.session.chat?.rooms.get('chat')?.lines.at(0);
    expect(line).toMatchObject({ kind: 'said', say: 'waves', isAction: true, user: 'me' });
  });

  it('needs something to do, and a room', () => {
    expect(run('/me')).toContain('/me waves');
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'my topic' } });
    expect(run('/me waves')).toContain('Choose a room');
  });
});

describe('/nick', () => {
  it.each([
    ['/nick', 'visible character'],
    [`/nick ${'x'.repeat(65)}`, '64'],
    ['/nick a\tb', 'control'],
  ])('refuses %j, saying why', (typed, why) => {
    expect(run(typed)).toContain(why);
    expect(person.session.chat?.nick).toBe('me');
  });

  it('takes a name with blanks in it', () => {
    run('/nick  Alice Liddell ');
    expect(person.session.chat?.nick).toBe('Alice Liddell');
  });
});

describe('/names', () => {
  it('lists who is there', () => {
    person.session.chat?.rooms.get('chat')?.people.spoke('bob', 0);
    person.session.chat?.rooms.get('chat')?.people.spoke('al\u001bice', 0);
    run('/names');
    expect(told()).toEqual(['2 people: al␛ice, bob']);
  });

  it('names the first hundred of a crowd, and counts the others', () => {
    for (let index = 0; index < 500; index += 1)
      person.session.chat?.rooms.get('chat')?.people.spoke(`guest${index + 100}`, 0);
    run('/names');
    expect(told().join()).toMatch(/^500 people: guest100, .* guest199, and 400 more$/);
  });

  it('says so when nobody is known', () => {
    run('/names');
    expect(told()).toEqual(['Nobody is known to be here.']);
  });
});

describe('/sub and /unsub', () => {
  it('watch one filter more, and no longer', () => {
    expect(run('/sub house/+/temperature 1')).toBeUndefined();
    expect(watched()).toEqual(['# 0', 'house/+/temperature 1']);
    expect(run('/unsub #')).toBeUndefined();
    expect(watched()).toEqual(['house/+/temperature 1']);
  });

  it('take a filter with blanks in quotes', () => {
    run('/sub "my house/#" 2');
    expect(watched()).toEqual(['# 0', 'my house/# 2']);
    expect(run('/unsub "my house/#"')).toBeUndefined();
    expect(watched()).toEqual(['# 0']);
  });

  it.each([
    ['/sub', 'Watched now: #'],
    ['/sub a/#/b', 'last level'],
    ['/sub a 3', 'QoS'],
    ['/sub a b', 'QoS'],
    ['/sub a/b+', 'alone'],
    ['/unsub', 'Watched: #'],
    ['/unsub b', 'b is not watched'],
  ])('refuse %s, saying why', (typed, why) => {
    expect(run(typed)).toContain(why);
    expect(watched()).toEqual(['# 0']);
  });
});

describe('/pub', () => {
  it.each<readonly [string, Published]>([
    ['/pub a 21.5', ['a', '21.5', { qos: 0, retain: false }]],
    ['/pub a/b hello  world ', ['a/b', 'hello  world ', { qos: 0, retain: false }]],
    ['/pub -r a x', ['a', 'x', { qos: 0, retain: true }]],
    ['/pub -q 1 a x', ['a', 'x', { qos: 1, retain: false }]],
    ['/pub -q2 -r a x', ['a', 'x', { qos: 2, retain: true }]],
    ['/pub -r -q 1 a x', ['a', 'x', { qos: 1, retain: true }]],
    ['/pub "my topic" x y', ['my topic', 'x y', { qos: 0, retain: false }]],
    ['/pub "-r" x', ['-r', 'x', { qos: 0, retain: false }]],
    ['/pub -r a', ['a', '', { qos: 0, retain: true }]],
    ['/pub a -r', ['a', '-r', { qos: 0, retain: false }]],
    ['/pub a {"on": true}', ['a', '{"on": true}', { qos: 0, retain: false }]],
    ['/pub a "quoted"', ['a', '"quoted"', { qos: 0, retain: false }]],
    ['/pub /a x', ['/a', 'x', { qos: 0, retain: false }]],
    ['/pub a one\ntwo', ['a', 'one\ntwo', { qos: 0, retain: false }]],
    ['/pub 你/好 世界', ['你/好', '世界', { qos: 0, retain: false }]],
  ])('%j publishes', (typed, expected) => {
    expect(run(typed)).toBeUndefined();
    expect(published).toEqual([expected]);
  });

  it.each([
    ['/pub', 'Which topic?'],
    ['/pub -r', 'Which topic?'],
    ['/pub -q 3 a x', '-q 0, -q 1, -q 2'],
    ['/pub -x a x', '-q 0, -q 1, -q 2'],
    ['/pub a/+ x', 'wildcard'],
    ['/pub # x', 'wildcard'],
    ['/pub "" x', 'Which topic?'],
  ])('refuses %s, saying why', (typed, why) => {
    expect(run(typed)).toContain(why);
    expect(published).toEqual([]);
  });

  it('refuses a quote that is not closed instead of publishing somewhere else', () => {
    expect(run('/pub "my topic x') ?? '').toContain('quote');
    expect(published).toEqual([]);
  });

  it('tells how it went', async () => {
    run('/pub -q 1 -r a x');
    await expect.poll(() => person.notice()).toBe('Published to a, retained (QoS 1).');
    vi.spyOn(person.session, 'publish').mockRejectedValue(new Error('Not connected.'));
    run('/pub a x');
    await expect.poll(() => person.notice()).toBe('Not published to a: Not connected.');
  });
});

describe('/search --here', () => {
  it('points at the newest line with the text, then at the one before', () => {
    const room = person.session.chat?.rooms.get('chat');
    for (const say of ['a Needle', 'hay', 'another needle', 'hay'])
      room?.receive({ user: 'bob', say }, 0);
    expect(run('/search --here needle')).toBeUndefined();
    expect([person.state().focus, person.state().cursor]).toEqual(['log', 2]);
    run('/search --here needle');
    expect(person.state().cursor).toBe(0);
  });

  it('says so when it finds nothing, or is given nothing', () => {
    expect(run('/search')).toContain('/search [--here] TEXT');
    expect(run('/search --here')).toContain('/search [--here] TEXT');
    expect(run('/search --here nothing')).toBe('"nothing" was not found in this log.');
  });
});

describe('/clear', () => {
  it('empties the conversation', () => {
    const room = person.session.chat?.rooms.get('chat');
    room?.receive({ user: 'bob', say: 'hi' }, 0);
    run('/clear');
    expect(room?.lines.length).toBe(0);
  });

  it('empties the messages of a topic', () => {
    person.session.monitor?.openLog(person.session.monitor.tree.find('my topic'));
    person.session.monitor?.tree.record(aMessage('my topic', 'x'));
    person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'my topic' } });
    run('/clear');
    expect(person.session.monitor?.log?.length).toBe(0);
  });
});

describe('/help and /quit', () => {
  it('open the help and end the program', () => {
    run('/help');
    expect(person.state().reading).toMatchObject({ text: { title: 'Help' }, top: 0 });
    run('/q');
    expect(person.asked).toEqual(['quit']);
  });
});
