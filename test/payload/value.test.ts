import { describe, expect, it } from 'vitest';
import {
  leftOut,
  leftOutItem,
  mostValues,
  numberValue,
  untagged,
  type Value,
  ValueBudget,
} from '../../source/payload/value.ts';
import { keySegment, memberSegments, pathText, valueAt } from '../../source/payload/value-path.ts';

const one = numberValue(1);

it.each([
  [0, '0'],
  [-0, '-0'],
  [1.5, '1.5'],
  [12_345_678_901_234_567_890n, '12345678901234567890'],
])('%s is the number %s', (value, text) => {
  expect(numberValue(value)).toEqual({ kind: 'number', text });
});

it('a value is taken out of its tags, which are told together', () => {
  const inner: Value = { kind: 'tag', tag: 'inner', value: one };
  expect(untagged({ kind: 'tag', tag: 'outer', value: inner })).toEqual({
    value: one,
    tags: 'outer, inner',
  });
  expect(untagged(one)).toEqual({ value: one, tags: '' });
});

describe('the budget of values', () => {
  const few = [1, 2, 3];

  it('leaves out what is too much, and says so in its place', () => {
    const budget = new ValueBudget();
    for (let count = 2; count < mostValues; count += 1) budget.take();
    expect(budget.list(few, numberValue).items).toEqual([
      numberValue(1),
      numberValue(2),
      leftOutItem,
    ]);
    expect(budget.list(few, numberValue).items).toEqual([leftOutItem]);
    expect(budget.map(few, () => ({ key: 'a', value: one })).members).toEqual([leftOut]);
    expect(budget.take()).toBe(false);
  });

  it('leaves nothing out of what there is room for', () => {
    const budget = new ValueBudget();
    expect(budget.list(few, numberValue).items).toHaveLength(3);
    expect(budget.map(few, () => ({ key: 'a', value: one })).members).toHaveLength(3);
    expect(budget.list([], numberValue).items).toEqual([]);
  });
});

describe('the way to a value', () => {
  const value: Value = {
    kind: 'map',
    members: [
      { key: 'a', value: { kind: 'list', items: [one, numberValue(2)] } },
      { key: 'a', value: numberValue(3) },
      { key: 'odd name', value: { kind: 'tag', tag: 't', value: numberValue(4) } },
    ],
  };

  it('is written as a path', () => {
    expect([pathText([]), pathText(['.a', '[0]', '["odd name"]'])]).toEqual([
      '.',
      '.a[0]["odd name"]',
    ]);
    expect(['a', '温度', '$x-1', '1a', 'a b', ''].map(keySegment)).toEqual([
      '.a',
      '.温度',
      '.$x-1',
      '["1a"]',
      '["a b"]',
      '[""]',
    ]);
    expect(memberSegments(['a', 'b', 'a', 'a'])).toEqual(['.a', '.b', '.a#2', '.a#3']);
  });

  it('leads to it', () => {
    expect(valueAt(value, [])).toBe(value);
    expect(valueAt(value, ['.a', '[1]'])).toEqual(numberValue(2));
    expect(valueAt(value, ['.a#2'])).toEqual(numberValue(3));
    expect(valueAt(value, ['["odd name"]'])).toMatchObject({ kind: 'tag' });
  });

  it.each([
    [['.a', '[2]']],
    [['.a', '[0]#2']],
    [['.a', 'x[0]']],
    [['.a', '.0']],
    [['.a#3']],
    [['.b', '.c']],
    [['.a#2', '.c']],
  ])('leads nowhere: %j', (path) => {
    expect(valueAt(value, path)).toBeUndefined();
  });
});
