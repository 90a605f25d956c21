import { Devices } from '../../../source/model/devices/devices.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeptWatch } from '../../../source/history/watch-table.ts';
import { emptyCount, type Subscription, usualOptions } from '../../../source/model/subscription.ts';
import type { TopicTree } from '../../../source/model/topic-tree.ts';
import type { Watch } from '../../../source/model/watch.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import type { ChatSession } from '../../../source/session/chat/chat-session.ts';
import { TopicWatches } from '../../../source/session/monitor/topic-watches.ts';
import { WatchHistory } from '../../../source/session/monitor/watch-history.ts';
import type { History } from '../../../source/history/history.ts';
import { aMessage } from '../../support/messages.ts';
import { treeOf } from '../../support/topic-trees.ts';

/** A conversation that keeps what it is told. */
class Conversation {
  readonly told: { text: string; isMention: boolean }[] = [];
  readonly isPrivate: boolean;
  readonly reading = { isShown: false, isMuted: false };

  constructor(isPrivate = false) {
    this.isPrivate = isPrivate;
  }

  tell(text: string, _at: number, isMention: boolean): void {
    this.told.push({ text, isMention });
  }
}

/** A history that keeps watches in memory. */
class Memory {
  readonly kept: KeptWatch[] = [];
  /** What earlier runs have left. */
  left: KeptWatch[] = [];
  asked: number | undefined;
  readonly history = new WatchHistory({
    change: (act: (tables: { watches: unknown }) => void) => act({ watches: this.#table }),
    changeNow: (act: (tables: { watches: unknown }) => unknown) => act({ watches: this.#table }),
  } as unknown as History);

  get #table(): object {
    return {
      add: (watch: KeptWatch) => this.kept.push(watch),
      remove: ({ filter, typed }: KeptWatch) => {
        const at = this.kept.findIndex((one) => one.filter === filter && one.typed === typed);
        this.kept.splice(at, 1);
      },
      adopt: (most: number) => {
        this.asked = most;
        return this.left.splice(0, most);
      },
    };
  }
}

let rooms: Map<string, Conversation>;
let direct: Map<string, Conversation>;
let memory: Memory;
let posts: string[];
/** Why nothing can be posted. */
let refusal: string | undefined;
let notices: string[];
let mentions: string[];
let announced: string[];
let tree: TopicTree;
let monitor: {
  tree: TopicTree;
  devices: Devices;
  subscriptions: Map<string, Subscription>;
  isConnected: boolean;
  onMessage: ((message: Message, isStored: boolean) => void) | undefined;
};
let watches: TopicWatches;

const chat = (): ChatSession =>
  ({
    rooms,
    history: { watches: memory.history },
    get conversations() {
      return [...rooms.values(), ...direct.values()];
    },
    conversation: (topic: string) => rooms.get(topic) ?? direct.get(topic),
    send: (topic: string, text: string) => {
      posts.push(`${topic}: ${text}`);
      return refusal;
    },
    onMention: (room: Conversation, { user, say }: { user: string; say: string }) => {
      const [topic] = [...rooms].find(([, one]) => one === room) ?? ['elsewhere'];
      mentions.push(`${topic} ${user}: ${say}`);
    },
  }) as unknown as ChatSession;

const watchesOf = (of: ChatSession | undefined): TopicWatches =>
  new TopicWatches(monitor, {
    clock: {
      changed: (...parts) => void announced.push(`later ${parts.join(' ')}`),
      changedNow: (...parts) => void announced.push(`now ${parts.join(' ')}`),
    },
    offeredChat: of,
    chat: () => of,
    notify: (text) => void notices.push(text),
  });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 22, 21, 3, 4) });
  rooms = new Map([
    ['chat', new Conversation()],
    ['secret', new Conversation(true)],
  ]);
  direct = new Map([['dm/bob', new Conversation(true)]]);
  memory = new Memory();
  [posts, notices, mentions, announced] = [[], [], [], []];
  refusal = undefined;
  tree = treeOf();
  const devices = new Devices(tree, () => undefined);
  monitor = { tree, devices, subscriptions: new Map(), isConnected: true, onMessage: undefined };
  watches = watchesOf(chat());
});
afterEach(() => {
  vi.useRealTimers();
});

/** Adds a watch while the person is in a room; `null`: in none. */
const add = (filter: string, typed: string, room: string | null = 'chat'): Watch => {
  const made = watches.add(filter, typed, room ?? undefined);
  if (typeof made === 'string') throw new Error(made);
  return made;
};

/** A message with RETAIN, as live ones may have it too; `isStored`: the broker had stored it. */
const hear = (topic: string, payload: string, { isStored = false } = {}): void =>
  monitor.onMessage?.(aMessage(topic, payload, { receivedAt: Date.now(), retain: true }), isStored);

const toldIn = (room: string): string[] =>
  (rooms.get(room) ?? direct.get(room))?.told.map(({ text }) => text) ?? [];

const report = 'a = 31, now > 30 (21:03:04)';

const minute = 60_000;

/** Time passes, in which nothing comes. */
const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

describe('a watch for silence', () => {
  beforeEach(() => {
    monitor.subscriptions.set('#', {
      ...usualOptions,
      filter: '#',
      qos: 0,
      identifier: 1,
      count: emptyCount(),
      state: 'granted',
    });
  });

  it('tells once when a topic has been silent for so long, and when it is heard again', () => {
    add('a', 'stale 5m --every 1');
    hear('a', '21.5');
    pass(4 * minute);
    hear('a', '21.6');
    pass(5 * minute - 1);
    expect(toldIn('chat')).toEqual([]);
    pass(1);
    expect(toldIn('chat')).toEqual(['Watch 1: a: nothing for 5 min, last 21.6 (21:12:04)']);
    pass(60 * minute);
    hear('a', '21.7');
    hear('a', '21.8');
    expect(toldIn('chat').slice(1)).toEqual(['Watch 1: a = 21.7, heard again (22:12:04)']);
    pass(5 * minute);
    expect(toldIn('chat')).toHaveLength(3);
  });

  it('counts from its beginning where nothing was ever heard, and takes what is old for no sign of life', () => {
    const watch = add('a/+', 'stale 5m --every 1');
    pass(minute);
    hear('a/1', '3', { isStored: true });
    pass(4 * minute);
    expect(toldIn('chat')).toEqual(['Watch 1: a/1: nothing for 5 min, last 3 (21:08:04)']);
    hear('a/1', '3', { isStored: true });
    expect([watch.met, toldIn('chat').length]).toEqual([['a/1'], 1]);
    const never = add('b/+', 'stale 5m --every 1');
    pass(5 * minute);
    expect(toldIn('chat').at(-1)).toBe('Watch 2: b/+: nothing for 5 min (21:13:04)');
    pass(1000);
    hear('b/1', '\u{FF}');
    expect([never.met, toldIn('chat').at(-1)]).toEqual([
      [],
      'Watch 2: b/1 = \u{FF}, heard again (21:13:05)',
    ]);
  });

  it('has a clock for each topic, of which the shortest is looked at first', () => {
    add('#', 'stale 1h --every 1');
    const watch = add('a/+', 'stale 5m --every 1');
    hear('a/1', '1');
    pass(2 * minute);
    hear('a/2', '2');
    pass(3 * minute);
    expect(watch.met).toEqual(['a/1']);
    pass(2 * minute);
    expect(watch.met).toEqual(['a/1', 'a/2']);
    hear('a/3', '3');
    pass(5 * minute);
    expect(watch.met).toEqual(['a/1', 'a/2', 'a/3']);
  });

  it('waits for the value at its path', () => {
    const watch = add('a', '.temp stale 5m');
    pass(4 * minute);
    hear('a', '{"battery":3}');
    pass(minute);
    expect([watch.met, watch.unreadable]).toEqual([['a'], 1]);
    hear('a', '{"temp":3}');
    expect(watch.met).toEqual([]);
  });

  it('says nothing about a time in which it could hear nothing', () => {
    const watch = add('a', 'stale 5m');
    monitor.isConnected = false;
    pass(20 * minute);
    monitor.isConnected = true;
    pass(4 * minute);
    watches.listensTo('b');
    watches.listensTo('#');
    pass(5 * minute - 1);
    expect(watch.met).toEqual([]);
    pass(1);
    expect(watch.met).toEqual(['a']);
  });

  it.each(['refused', 'off', 'pending', 'unanswered'] as const)(
    'says nothing where the subscription is %s',
    (state) => {
      const subscription = monitor.subscriptions.get('#');
      if (subscription !== undefined) subscription.state = state;
      const watch = add('a', 'stale 5m');
      pass(20 * minute);
      expect(watch.met).toEqual([]);
    },
  );

  it('continues in the next run, and counts from its beginning', () => {
    memory.left = [{ filter: 'a', typed: 'stale 5m', room: 'chat' }];
    memory.history.onOpen?.();
    const [watch] = watches.list;
    expect(watch?.rule).toMatchObject({ filter: 'a', comparison: 'stale 5m' });
    pass(5 * minute);
    expect(toldIn('chat')).toEqual(['Watch 1: a: nothing for 5 min (21:08:04)']);
  });

  it('can wait longer than a timer of Node.js', () => {
    const watch = add('a', 'stale 30d');
    pass(29 * 24 * 60 * minute);
    expect(watch.met).toEqual([]);
    pass(24 * 60 * minute);
    expect(watch.met).toEqual(['a']);
  });
});

describe('a watch that tells', () => {
  it('tells in the room it was set in, like a mention, and beside it where the room is not shown', () => {
    add('a', '> 30');
    hear('a', '31');
    expect(rooms.get('chat')?.told).toEqual([{ text: `Watch 1: ${report}`, isMention: true }]);
    expect(toldIn('secret')).toEqual([]);
    expect(notices).toEqual([`Watch 1: ${report}`]);
    expect(mentions).toEqual([`chat watch 1: ${report}`]);
    expect(posts).toEqual([]);
    expect(announced).toContain('now rooms conversation');
  });

  it('is no notice where the room is shown, and rings no bell where it is muted', () => {
    const room = rooms.get('chat');
    if (room !== undefined) Object.assign(room.reading, { isShown: true, isMuted: true });
    add('a', '> 30');
    hear('a', '31');
    expect(toldIn('chat')).toHaveLength(1);
    expect([notices, mentions]).toEqual([[], []]);
  });

  it('tells in a direct conversation, and in the first room where its own has gone', () => {
    add('a', '> 30', 'dm/bob');
    add('b', '> 30', 'gone');
    add('c', '> 30', null);
    hear('a', '31');
    expect(toldIn('dm/bob')).toEqual([`Watch 1: ${report}`]);
    expect(toldIn('chat')).toEqual([]);
    hear('b', '31');
    expect(toldIn('chat')).toHaveLength(1);
    hear('c', '31');
    expect(toldIn('chat')).toHaveLength(2);
  });

  it('is a notice where there is no chat', () => {
    watches = watchesOf(undefined);
    add('a', '> 30', null);
    hear('a', '31');
    expect(notices).toEqual([`Watch 1: ${report}`]);
    expect(watches.add('b', '> 1 --post', undefined)).toBe('Post in which room? --post ROOM');
    expect(watches.add('b', '> 1 --post chat', undefined)).toMatch(/^You are not in chat/);
  });

  it('announces that watches have changed with each message, and nothing else where none has crossed', () => {
    add('a', '> 30');
    announced = [];
    hear('a', '29');
    expect(announced).toEqual(['later work']);
    expect(toldIn('chat')).toEqual([]);
  });
});

describe('a watch that posts', () => {
  it('posts in its room, and tells nobody else', () => {
    add('a', '> 30 --post');
    hear('a', '31');
    expect(posts).toEqual([`chat: ${report}`]);
    expect([toldIn('chat'), notices, mentions]).toEqual([[], [], []]);
  });

  it('tells why it could not', () => {
    add('a', '> 30 --post');
    refusal = 'You are not connected.';
    hear('a', '31');
    expect(toldIn('chat')).toEqual([`Watch 1: ${report} — not posted: You are not connected.`]);
    expect(notices).toHaveLength(1);
  });

  it('needs a room that the person is in', () => {
    expect(watches.add('a', '> 30 --post', undefined)).toBe('Post in which room? --post ROOM');
    expect(watches.add('a', '> 30 --post ops', 'chat')).toBe(
      'You are not in ops: /join it first, or use --post ROOM.',
    );
    expect(watches.list).toEqual([]);
  });
});

describe('watches', () => {
  it('report at most once in a while, and the last of the rest when that has passed', () => {
    add('a', '> 30 --every 5');
    hear('a', '31');
    hear('a', '3');
    vi.advanceTimersByTime(1000);
    hear('a', '32');
    expect(toldIn('chat')).toHaveLength(1);
    vi.advanceTimersByTime(3999);
    expect(toldIn('chat')).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toldIn('chat')).toHaveLength(2);
    expect(toldIn('chat')[1]).toContain('a = 32, now > 30');
    expect(toldIn('chat')[1]).toContain('1 crossing before it not reported');
    vi.advanceTimersByTime(60_000);
    expect(toldIn('chat')).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('do not look at rooms, presence and direct messages', () => {
    expect(watches.add('chat', '> 1', 'chat')).toBe('chat is a room, and rooms cannot be watched.');
    const watch = add('#', '!= x');
    for (const topic of ['chat', 'chat/$presence/me', 'chat/$dm/me/you']) hear(topic, '1');
    expect(watch.crossings).toBe(0);
    for (const topic of ['chat/presence/me', 'a$presence/b', 'chat/$presences/x']) hear(topic, '1');
    expect(watch.crossings).toBe(3);
  });

  it('take the first value of a topic for its state where it is retained', () => {
    const watch = add('a', '> 30');
    hear('a', '31', { isStored: true });
    expect([watch.crossings, watch.met]).toEqual([0, ['a']]);
  });

  it('begin with what the tree knows', () => {
    for (const topic of ['site/1', 'site/2', 'other']) tree.record(aMessage(topic, '31'));
    expect(add('site/1', '> 30').met).toEqual(['site/1']);
    expect(add('site/+', '> 30').met.toSorted()).toEqual(['site/1', 'site/2']);
    expect(add('site/#', '> 30').met.toSorted()).toEqual(['site/1', 'site/2']);
    expect(add('site', '> 30').topics.size).toBe(0);
    expect(add('unknown', '> 30').topics.size).toBe(0);
    expect(add('+', '> 30').met).toEqual(['other']);
    expect(watches.list.map(({ crossings }) => crossings)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('do not begin with a payload of which only a part is kept', () => {
    monitor.tree = treeOf([], { payload: 4 });
    monitor.tree.record(aMessage('cut', '123456789'));
    monitor.tree.record(aMessage('whole', '1234'));
    const watch = add('#', '> 30');
    expect(watch.met).toEqual(['whole']);
    expect(watch.unreadable).toBe(0);
  });

  it('are not set twice', () => {
    add('a', '> 30');
    expect(watches.add('a', '> 30 --every 5', 'chat')).toBe(
      'Watch 1 is the same: /unwatch 1 ends it.',
    );
    for (const [filter, typed] of [
      ['b', '> 30'],
      ['a', '> 31'],
      ['a', '.temp > 30'],
    ] as const)
      add(filter, typed);
    expect(watches.list.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('are a hundred at most', () => {
    for (let number = 1; number <= 100; number += 1) add(`t/${number}`, '> 1');
    expect(watches.add('one/more', '> 1', 'chat')).toBe(
      'There are 100 watches already, which is the limit: /unwatch one first.',
    );
    expect(watches.list).toHaveLength(100);
    expect(memory.kept).toHaveLength(100);
  });

  it('see no message once the last one has ended', () => {
    const [one, other] = [add('a', '> 30'), add('b', '> 30')];
    announced = [];
    watches.remove(one);
    expect(announced).toEqual(['now work']);
    expect(monitor.onMessage).toBeDefined();
    watches.remove(other);
    expect(monitor.onMessage).toBeUndefined();
    expect(watches.list).toEqual([]);
  });

  it.each<[string, Subscription['state'], string, boolean]>([
    ['#', 'granted', 'a/+', true],
    ['a/#', 'pending', 'a/+', true],
    ['a/#', 'refused', 'a/+', false],
    ['a/#', 'off', 'a/+', false],
    ['a/b', 'granted', 'a/+', false],
  ])('are covered by what is watched: %s, %s, of %s: %s', (filter, state, of, isCovered) => {
    const watch = add(of, '> 1');
    expect(watches.isCovered(watch)).toBe(false);
    monitor.subscriptions.set(filter, {
      ...usualOptions,
      filter,
      state,
      identifier: 1,
      count: emptyCount(),
    });
    expect(watches.isCovered(watch)).toBe(isCovered);
  });

  it('are covered where one filter of several covers them', () => {
    const watch = add('a/b', '> 1');
    for (const filter of ['x', 'a/#'])
      monitor.subscriptions.set(filter, {
        ...usualOptions,
        filter,
        state: 'granted',
        identifier: 1,
        count: emptyCount(),
      });
    expect(watches.isCovered(watch)).toBe(true);
  });
});

describe('watches that are kept for the next run', () => {
  it('are stored as they were typed, and forgotten when they end', () => {
    const watch = add('a', '  > 30 --every 5 ');
    expect(memory.kept).toEqual([{ filter: 'a', typed: '> 30 --every 5', room: 'chat' }]);
    watches.remove(watch);
    expect(memory.kept).toEqual([]);
  });

  it('say nothing about a room that is not for all: what posts there is not stored', () => {
    add('a', '> 1', 'secret');
    add('b', '> 1', 'dm/bob');
    add('c', '> 1', null);
    add('d', '> 1 --post', 'secret');
    add('e', '> 1 --post', 'chat');
    expect(memory.kept).toEqual([
      { filter: 'a', typed: '> 1', room: undefined },
      { filter: 'b', typed: '> 1', room: undefined },
      { filter: 'c', typed: '> 1', room: undefined },
      { filter: 'e', typed: '> 1 --post', room: 'chat' },
    ]);
  });

  it('continue in the next run, which is told', () => {
    tree.record(aMessage('a', '31'));
    memory.left = [{ filter: 'a', typed: '> 30', room: 'chat' }];
    memory.history.onOpen?.();
    expect(memory.asked).toBe(100);
    expect(notices).toEqual(['A watch continues from an earlier run; /watch shows more.']);
    expect(watches.list.map(({ met }) => met)).toEqual([['a']]);
    hear('a', '3');
    expect(toldIn('chat')[0]).toContain('a = 3, no longer > 30');
    expect(memory.kept).toEqual([]);
  });

  it('continue though their room is not joined yet; what cannot be read is left out', () => {
    add('x', '> 1');
    memory.left = [
      { filter: 'a', typed: '> 30 --post ops', room: 'ops' },
      { filter: 'b', typed: 'nonsense', room: 'chat' },
      { filter: 'c', typed: '> 30', room: undefined },
    ];
    memory.history.onOpen?.();
    expect(memory.asked).toBe(99);
    expect(notices).toEqual(['2 watches continue from an earlier run; /watch shows more.']);
    expect(watches.list.map(({ rule }) => rule.filter)).toEqual(['x', 'a', 'c']);
  });

  it('are nothing to tell of where there are none', () => {
    memory.history.onOpen?.();
    expect(notices).toEqual([]);
    expect(monitor.onMessage).toBeUndefined();
  });

  it('are none where the history cannot be read', () => {
    const history = new WatchHistory({ changeNow: () => undefined } as unknown as History);
    expect(history.adopt(5)).toEqual([]);
  });
});
