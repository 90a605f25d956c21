import { beforeEach, describe, expect, it } from 'vitest';
import { FloodGate } from '../../source/model/flood.ts';
import { Room } from '../../source/model/room.ts';

const texts = ({ lines }: Room): string[] =>
  Array.from({ length: lines.length }, (_, index) => {
    const line = lines.at(lines.first + index);
    if (line?.kind === 'said') return `${line.user}: ${line.say}`;
    return line?.kind === 'raw' ? 'raw' : `${line?.text}`;
  });

const pour = (room: Room, user: string, count: number, every = 0.1): void => {
  for (let index = 0; index < count; index += 1)
    room.receive({ user, say: `${index}` }, index * every);
};

describe('a flood in a room', () => {
  it('of one sender is one line that counts on', () => {
    const room = new Room('chat');
    pour(room, 'alice', 10_000, 0.3);
    const folded = texts(room).filter(
      (text) => !text.startsWith('alice: ') || text.includes('more'),
    );
    expect(folded).toHaveLength(1);
    expect(folded[0]).toMatch(/^alice: 9,[89]\d\d more lines in 3 s, not shown$/);
    expect(room.reading.unread).toBe(room.lines.length);
  });

  it('leaves others be, and the sender too when it is over', () => {
    const room = new Room('chat');
    pour(room, 'alice', 10_000);
    room.receive({ user: 'bob', say: 'what is this?' }, 1000);
    expect(texts(room).at(-1)).toBe('bob: what is this?');
    room.receive({ user: 'alice', say: 'sorry' }, 20_000);
    expect(texts(room).at(-1)).toBe('alice: sorry');
  });

  it('is no paste of thirty lines', () => {
    const room = new Room('chat');
    pour(room, 'alice', 30);
    expect(room.lines.length).toBe(30);
  });

  it('of names is one line too, and keeps few of them', () => {
    const room = new Room('chat');
    for (let index = 0; index < 100_000; index += 1)
      room.receive({ user: `stranger${index}`, say: 'hi' }, index / 100);
    expect(room.lines.length).toBeLessThan(200);
    expect(room.people.count).toBeLessThan(200);
    expect(texts(room).filter((text) => text.includes('not shown'))).toEqual([
      expect.stringMatching(/^from names not seen before: 99,\d{3} more lines in 1 s, not shown$/),
    ]);
  });

  it('does not push out what is known of our own sentences', () => {
    const room = new Room('chat');
    room.send({ user: 'me', say: 'hello', id: 'ours' }, 0);
    for (let index = 0; index < 50_000; index += 1)
      room.receive({ user: 'alice', say: 'x', id: `${index}` }, 1);
    room.receive({ user: 'me', say: 'hello', id: 'ours' }, 2);
    expect(texts(room).filter((text) => text === 'me: hello')).toHaveLength(1);
  });

  it('never holds back what we say', () => {
    const room = new Room('chat');
    for (let index = 0; index < 2000; index += 1)
      room.send({ user: 'me', say: `${index}`, id: `${index}` }, 0);
    expect(room.lines.length).toBe(2000);
  });

  it('of messages that are no chat is folded', () => {
    const room = new Room('chat');
    for (let index = 0; index < 10_000; index += 1) room.receiveRaw(Buffer.from('?'), index / 10);
    expect(texts(room).at(-1)).toMatch(/^raw messages: 9,\d{3} more lines/);
  });

  it('of comings and goings is folded', () => {
    const room = new Room('chat');
    for (let index = 0; index < 1000; index += 1) room.tellNews('somebody is here', index);
    expect(room.lines.length).toBeLessThan(40);
    expect(texts(room).at(-1)).toMatch(/^who comes and goes: 9\d\d more lines in 1 s, not shown$/);
    expect(room.reading.unread).toBe(0);
  });

  it('is no backlog for longer because the clock was set back', () => {
    const room = new Room('chat');
    room.flood.awaitBacklog(3_600_000);
    for (let index = 0; index < 500; index += 1)
      room.receive({ user: 'alice', say: `${index}` }, 20_000);
    expect(room.lines.length).toBeLessThan(120);
  });

  it('is not what came before a break, and has waited for what the break had lost', () => {
    const room = new Room('chat');
    room.flood.awaitBacklog(50_000);
    pour(room, 'alice', 1000);
    expect(room.lines.length).toBe(1000);
  });

  it('is not what the broker has kept for us', () => {
    const room = new Room('chat');
    room.flood.awaitBacklog(0);
    pour(room, 'alice', 1000);
    expect(room.lines.length).toBe(1000);
  });
});

const from = (user: string) => (room: Room, at: number) => room.receive({ user, say: 'x' }, at);

describe('a flood begins', () => {
  let names = 0;
  const flows: [string, (room: Room, at: number, index: number) => unknown, number, number][] = [
    ['of one sender', from('alice'), 100, 10],
    ['of new names', (room, at) => from(`new ${(names += 1)}`)(room, at), 100, 10],
    ['of everybody', (room, at, index) => from(`one of ${index % 100}`)(room, at), 1000, 100],
    ['of raw messages', (room, at) => room.receiveRaw(Buffer.from('?'), at), 100, 10],
    ['of comings and goings', (room, at) => room.tellNews('somebody is here', at), 30, 1],
  ];

  it.each(flows)(
    '%s after as many lines as may come at once, and ends when it has calmed down',
    (_name, come, burst, perSecond) => {
      const room = new Room('chat');
      const pass = (count: number, at: number): void => {
        for (let index = 0; index < count; index += 1) come(room, at, index);
      };
      pass(burst, 0);
      expect([room.lines.length, texts(room).join()]).toEqual([
        burst,
        expect.not.stringContaining('not shown'),
      ]);
      pass(5, 0);
      expect(texts(room).at(-1)).toMatch(/ 5 more lines in 1 s, not shown$/);
      expect(room.lines.length).toBe(burst + 1);
      // It is over when a quarter may come at once again; what is too much of that is counted anew.
      const quarter = Math.ceil(burst / 4);
      pass(quarter + 1, (quarter / perSecond) * 1000);
      expect(room.lines.length).toBe(burst + 1 + quarter + 1);
      expect(texts(room).at(-1)).toMatch(/ 1 more line in 1 s, not shown$/);
      expect(texts(room).filter((text) => text.includes('not shown'))).toHaveLength(2);
    },
  );
});

/** How many of so many a ms pass, from a time to another, and the lines that count the rest. */
const pass = (
  judge: (at: number) => object | undefined,
  [start, end]: readonly [number, number],
  each: number,
): { readonly passed: number; readonly folds: number } => {
  const folds = new Set<object>();
  let passed = 0;
  for (let index = 0; index < (end - start) * each; index += 1) {
    const fold = judge(start + Math.floor(index / each));
    if (fold === undefined) passed += 1;
    else folds.add(fold);
  }
  return { passed, folds: folds.size };
};

describe('what costs something before anybody knows who it is from', () => {
  let gate: FloodGate;

  beforeEach(() => {
    gate = new FloodGate();
  });

  it('is paid for by each key that is known, whatever is forged in the name of another', () => {
    pass((at) => gate.judgeUnverified('bob', at), [0, 60_000], 5);
    const alice = pass((at) => gate.judgeUnverified('alice', at), [60_000, 60_500], 1);
    expect(alice).toEqual({ passed: 500, folds: 0 });
  });

  it('is let through in part, and the rest counted in one line, however long it lasts', () => {
    for (const judge of [
      (at: number) => gate.judgeUnverified(undefined, at),
      (at: number) => gate.judgeUnverified('bob', at),
      (at: number) => gate.judgeUntried(at),
    ]) {
      expect(pass(judge, [0, 60_000], 5).folds).toBe(1);
      expect(pass(judge, [60_000, 70_000], 5).passed).toBeGreaterThan(1900);
      expect(pass(judge, [200_000, 202_000], 5).folds).toBe(1);
    }
  });
});
