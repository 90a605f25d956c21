import { expect, it } from 'vitest';
import { Room } from '../../../source/model/room.ts';
import { WhoIsHere } from '../../../source/session/chat/who-is-here.ts';

/** What is said to somebody who joins a room with these people in it. */
const toldAmong = (...names: readonly string[]): string[] => {
  const room = new Room('chat');
  for (const [index, user] of ['me', ...names].entries())
    room.people.update(index === 0 ? 'ours' : `c${index}`, {
      state: 'online',
      user,
      session: `${index}`,
      at: 1,
    });
  room.people.spoke('me', 1);
  const whoIsHere = new WhoIsHere('ours');
  expect([whoIsHere.tell(room, 'me'), whoIsHere.tell(room, 'me')]).toEqual([true, false]);
  return Array.from({ length: room.lines.length }, (_, index) => {
    const line = room.lines.at(index);
    return line?.kind === 'event' ? line.text : '';
  });
};

it.each<readonly [readonly string[], string]>([
  [[], 'Nobody else is here yet'],
  [['bob'], 'bob is here'],
  [['bob', 'alice'], 'alice and bob are here'],
  [['alice', 'bob', 'carol'], 'alice, bob and carol are here'],
  [['alice', 'bob', 'carol', 'dave', 'eve'], 'alice, bob and 3 others are here'],
  [['bob', 'bob'], 'bob is here'],
  [['me'], 'me is here'],
  [['a\u0007b'], 'a\u2407b is here'],
])('who joins %j is told once', (names, sentence) => {
  expect(toldAmong(...names)).toEqual([sentence]);
});
