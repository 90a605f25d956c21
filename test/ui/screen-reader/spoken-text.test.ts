import { expect, it } from 'vitest';
import type { SaidLine } from '../../../source/model/room-line.ts';
import { spokenLine } from '../../../source/ui/screen-reader/spoken-text.ts';
import { usualTimes } from '../../../source/ui/time/time-format.ts';

const at = (hours: number): number => new Date(2026, 10, 22, hours).getTime();

it.each<[Partial<SaidLine>, string]>([
  [{}, '09:00 bob: hi'],
  [{ senderMark: '≠' }, '09:00 bob, with another key: hi'],
  [{ senderMark: '?' }, '09:00 bob, who may be somebody else: hi'],
  [{ senderMark: '3f2a' }, '09:00 bob, who may be somebody else: hi'],
  [{ saidAt: at(8) }, '09:00 bob, said 08:00: hi'],
  [{ say: '[said 08:00] hi' }, '09:00 bob: [said 08:00] hi'],
  [
    { senderMark: '≠', saidAt: at(8), say: 'waves', isAction: true },
    '09:00 bob, with another key, said 08:00, waves',
  ],
])('a line with %j is spoken as %s', (more, spoken) => {
  expect(
    spokenLine(
      { kind: 'said', user: 'bob', say: 'hi', isAction: false, at: at(9), ...more },
      usualTimes,
    ),
  ).toBe(spoken);
});
