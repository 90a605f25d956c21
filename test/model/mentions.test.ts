import { describe, expect, it } from 'vitest';
import { mentions } from '../../source/model/mentions.ts';

describe('a mention', () => {
  it.each([
    ['hello bob', 'bob'],
    ['Bob: hello', 'bob'],
    ['(BOB)', 'bob'],
    ['bobby, bob', 'bob'],
    ['小明你好', '小明'],
    ['你好bob，吃饭吗', 'bob'],
    ['민수야 안녕', '민수'],
    ['ｂｏｂ', 'bob'],
    ['hey c++!', 'c++'],
    ['👋bob👋', 'bob'],
    ['ask alice smith', 'Alice Smith'],
  ])('%s is one of %s', (say, word) => {
    expect(mentions(say, [word])).toBe(true);
  });

  it.each([
    ['bobby', 'bob'],
    ['kebob', 'bob'],
    ['bob_2', 'bob'],
    ['ébob', 'bob'],
    ['hello', ''],
    ['hello', ' '],
    ['小红你好', '小明'],
  ])('%s is none of %s', (say, word) => {
    expect(mentions(say, [word])).toBe(false);
  });

  it('is one of any of several words', () => {
    expect(mentions('the deploy is done', ['bob', 'deploy'])).toBe(true);
  });
});
