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
    ["that is quaff's", 'quaff'],
    ['that is quaff’s', 'quaff'],
    ["quaff'll do it", 'quaff'],
    ['(quaff)', 'quaff'],
    ['quaff的', 'quaff'],
    ['@quaff', 'quaff'],
    ['你好@quaff', 'quaff'],
    ['quaff:', 'quaff'],
    ['quaff, hello', 'quaff'],
    ['so says quaff.', 'quaff'],
    ['so says quaff...', 'quaff'],
    ['hi...quaff', 'quaff'],
    ['hello --quaff', 'quaff'],
    ["'quaff'", 'quaff'],
    ['quaff/alice: lunch?', 'quaff'],
    ["c'est d'Élodie", 'élodie'],
    ['ask j.r. today', 'J.R.'],
    ['so says j.r', 'J.R'],
    ["o’brien's turn", "O'Brien"],
    ['quaff-dev: hello', 'quaff-dev'],
    ['quaff\u2011dev: hello', 'quaff-dev'],
    ['E\u0301lodie!', 'élodie'],
    ['hi 🐟, and 🐟', '🐟'],
    ['hi ❤', '❤\ufe0f'],
    ['你好小明', '小明'],
    ['小红和小明去学校', '小明'],
    ['请李华为我看一下', '李华'],
    ['明，你好', '明'],
    ['さくらさん、おはよう', 'さくら'],
    ['アンさん', 'アン'],
    ['안녕민수야', '민수'],
    ['สมชายสวัสดี', 'สมชาย'],
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
    ['some fruit, e.g. apples', 'g'],
    ["g'morning", 'g'],
    ['g’morning', 'g'],
    ["don't", 't'],
    ["it's", 's'],
    ["o'brien", 'brien'],
    ['ask quaff-dev', 'quaff'],
    ['dev-quaff', 'quaff'],
    ['quaff\u2011dev', 'quaff'],
    ['me@quaff.org', 'quaff'],
    ['quaff@example.org', 'quaff'],
    ['quaff.dev is down', 'quaff'],
    ['quaff|away', 'quaff'],
    ['j.r.x', 'J.R.'],
    ['that is 3.5', '3'],
    ['e\u0301lodie', 'e'],
    ['👩\u200d🚀', '👩'],
    ['👩\u200d🚀', '🚀'],
    ['👍🏽', '👍'],
    ['明天见', '明'],
    ['あいさつして', 'あい'],
    ['アンドロイド', 'アン'],
    ['민수야', '민'],
  ])('%s is none of %s', (say, word) => {
    expect(mentions(say, [word])).toBe(false);
  });

  it('is looked for in bounded time', () => {
    expect(mentions('明天'.repeat(30_000), ['明'])).toBe(true);
    expect(mentions('quaff-dev '.repeat(6000), ['quaff'])).toBe(false);
  });

  it('is one of any of several words', () => {
    expect(mentions('the deploy is done', ['bob', 'deploy'])).toBe(true);
  });
});
