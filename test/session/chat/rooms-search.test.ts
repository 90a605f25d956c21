import { expect, it } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { RoomsSearch } from '../../../source/session/chat/rooms-search.ts';

/** Lines of the history from one row to another. */
const linesOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    row: from + index,
    user: 'alice',
    say: `needle ${from + index}`,
    isAction: false,
    at: from + index,
    message: `m${from + index}`,
  }));

it('a search of all rooms goes on behind the lines that are loaded, and finds each once', () => {
  const room = new Room('chat', new Attention(() => 'me'));
  room.recall(linesOf(301, 900));
  const steps = [linesOf(301, 900), linesOf(1, 300)];
  const search = new RoomsSearch('needle', [room], {
    step: () => steps.shift()?.map((line) => ({ ...line, room })),
  });
  while (!search.isDone) search.step();
  expect(search.hits.map(({ at }) => at)).toEqual(
    Array.from({ length: 900 }, (_, index) => 900 - index),
  );
});
