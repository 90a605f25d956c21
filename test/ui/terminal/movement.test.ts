import { expect, it } from 'vitest';
import { movement, unknownCoordinate } from '../../../source/ui/terminal/movement.ts';

it.each([
  ['stays', [5, 5], [5, 5], ''],
  ['goes to the start of the row', [5, 5], [0, 5], '\r'],
  ['goes one to the right', [5, 5], [6, 5], '\u001b[C'],
  ['goes some to the right', [5, 5], [17, 5], '\u001b[12C'],
  ['goes back', [17, 5], [14, 5], '\b\b\b'],
  ['goes to the left', [17, 5], [13, 5], '\u001b[4D'],
  ['goes far to the left', [117, 5], [1, 5], '\u001b[2G'],
  ['goes to a column from one that is unknown', [unknownCoordinate, 5], [15, 5], '\u001b[16G'],
  ['starts the row from a column that is unknown', [unknownCoordinate, 5], [0, 5], '\r'],
  ['starts the next row', [unknownCoordinate, 5], [0, 6], '\r\n'],
  ['starts the one after it', [7, 5], [0, 7], '\r\n\n'],
  ['starts a row further down', [7, 5], [0, 20], '\u001b[21H'],
  ['goes down', [7, 5], [7, 6], '\u001b[B'],
  ['goes up', [7, 5], [7, 4], '\u001bM'],
  ['goes up some rows', [7, 5], [7, 2], '\u001b[3A'],
  ['goes down and back', [8, 5], [7, 6], '\u001b[B\b'],
  ['goes up and back', [8, 5], [7, 4], '\u001bM\b'],
  ['goes some rows down and back', [8, 5], [6, 9], '\u001b[4B\b\b'],
  ['goes down and to the right', [117, 5], [120, 6], '\u001b[B\u001b[3C'],
  ['goes to the right in the next row', [117, 25], [4, 26], '\r\n\u001b[4C'],
  ['goes down from a column that is unknown', [unknownCoordinate, 5], [0, 9], '\u001b[10H'],
  ['goes up and on', [7, 5], [8, 4], '\u001bM\u001b[C'],
  ['goes anywhere', [7, 5], [18, 3], '\u001b[4;19H'],
  ['goes to a corner', [7, 5], [0, 0], '\u001b[1H'],
  ['goes from anywhere', [unknownCoordinate, unknownCoordinate], [0, 5], '\u001b[6H'],
] as const)('%s', (_, [fromX, fromY], [x, y], expected) => {
  expect(movement({ x: fromX, y: fromY }, { x, y })).toBe(expected);
});
