import { describe, expect, it } from 'vitest';
import type { Decoded, PayloadInput } from '../../source/payload/decoded.ts';
import type { DecoderTools } from '../../source/payload/decoder.ts';
import { structured } from '../../source/payload/decoders/structured.ts';
import { type Member, numberValue, textValue, type Value } from '../../source/payload/value.ts';

const tools: DecoderTools = {
  schemas: {},
  lastPayload: () => undefined,
  inside: () => ({ kind: 'inside', notes: [] }),
};

/** What a decoder makes of so many bytes that hold a value. */
const decoded = (value: Value, size: number, isChosen = false): Decoded | undefined => {
  const input: PayloadInput = {
    topic: 'a',
    payload: new Uint8Array(size),
    isChosen,
    argument: '',
    depth: 0,
    mostInflated: 0,
  };
  return structured('Kind', () => value)(input, tools);
};

const map = (...members: readonly Member[]): Value => ({ kind: 'map', members });

const list = (...items: readonly Value[]): Value => ({ kind: 'list', items });

const named: Member = { key: 'a', value: numberValue(1) };
const numbered: Member = { key: '1', source: '1', value: numberValue(1) };
const nameless: Member = { key: '', value: numberValue(1) };

const tagged = (value: Value): Value => ({ kind: 'tag', tag: 'tag 1', value });

/** Refuses what nobody chose, as where the bytes are not quite the format. */
const strict = (_: Uint8Array, isChosen: boolean): Value => {
  if (!isChosen) throw new Error('not quite');
  return named.value;
};

describe('bytes that nobody called structured', () => {
  it.each<[string, Value, number]>([
    ['a map with names', map(named), 3],
    ['a tagged map with names', tagged(map(named)), 4],
    ['a map with keys that are no names, in eight bytes', map(numbered), 8],
    ['a map with an empty name, in eight bytes', map(nameless), 8],
    ['a list in eight bytes', list(numberValue(1)), 8],
    ['a tagged list in eight bytes', tagged(list(numberValue(1))), 8],
  ])('are taken where they are %s', (_, value, size) => {
    expect(decoded(value, size)).toEqual({ kind: 'Kind', notes: [], value });
  });

  it.each<[string, Value, number]>([
    ['an empty map', map(), 20],
    ['an empty list', list(), 20],
    ['a map with a key that is no name, in seven bytes', map(named, numbered), 7],
    ['a map with an empty name, in seven bytes', map(nameless, named), 7],
    ['a list in seven bytes', list(numberValue(1)), 7],
    ['a long text', textValue('abcdefghijklmnopqrst'), 20],
    ['a number', numberValue(1), 9],
  ])('are left to others where they are %s', (_, value, size) => {
    expect(decoded(value, size)).toBeUndefined();
    expect(decoded(value, size, true)).toEqual({ kind: 'Kind', notes: [], value });
  });

  it('may be read more strictly', () => {
    const decode = structured('Kind', strict);
    const input: PayloadInput = {
      topic: 'a',
      payload: new Uint8Array(1),
      isChosen: false,
      argument: '',
      depth: 0,
      mostInflated: 0,
    };
    expect(() => decode(input, tools)).toThrow('not quite');
    expect(decode({ ...input, isChosen: true }, tools)?.value).toBe(named.value);
  });
});
