import { describe, expect, it } from 'vitest';
import { Speaker } from '../../../source/ui/screen-reader/speaker.ts';
import { atScreen } from '../../support/at-screen.ts';

/** Somebody who listens to the room `chat`, where bob talks, by a clock that the test sets. */
const listening = () => {
  const { session, state } = atScreen();
  let now = 0;
  let said = 0;
  const speaker = new Speaker(session, state, () => now);
  speaker.news();
  return {
    speaker,
    pass: (ms: number): void => {
      now += ms;
    },
    /** Bob says this many sentences, a second apart: faster ones the room itself would fold. */
    hear: (count: number): void => {
      for (let left = count; left > 0; left -= 1) {
        const say = `sentence ${said};`;
        session.chat?.rooms.get('chat')?.receive({ user: 'bob', say }, said * 1000);
        said += 1;
      }
    },
    /** What is said of that: the numbers of the sentences, all else as it is. */
    news: (): (number | string)[] =>
      speaker.news().map((text) => {
        const number = /sentence (\d+);/.exec(text)?.[1];
        return number === undefined ? text : Number(number);
      }),
  };
};

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe('of a flood', () => {
  it('20 lines are said in a second, however many at a time, and the others counted', () => {
    const { speaker, pass, hear, news } = listening();
    pass(1000);
    hear(15);
    expect(news()).toEqual(numbers(0, 15));
    pass(100);
    hear(15);
    expect(news()).toEqual(['10 lines skipped.', ...numbers(25, 30)]);
    expect(speaker.wait).toBeUndefined();
    for (let frame = 0; frame < 8; frame += 1) {
      pass(100);
      hear(10);
      expect(news()).toEqual([]);
    }
    expect(speaker.wait).toBe(100);
    pass(100);
    expect(news()).toEqual(['60 lines skipped.', ...numbers(90, 110)]);
    expect(speaker.wait).toBeUndefined();
  });

  it('nothing is passed over that comes slowly', () => {
    const { pass, hear, news } = listening();
    for (let line = 0; line < 100; line += 1) {
      pass(50);
      hear(1);
      expect(news()).toEqual([line]);
    }
  });
});
