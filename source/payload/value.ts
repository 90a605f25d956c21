import { count } from '../format/count.ts';

/**
 * What structured payloads of every kind are decoded into. Immutable. Numbers keep their digits;
 * maps keep their order and duplicates. No deeper than `deepestValue`.
 */
export type Value =
  | { readonly kind: 'null' | 'undefined' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Its digits as they were sent, or the fewest that identify the number. */
  | { readonly kind: 'number'; readonly text: string }
  /** `source` is what was written between the quotes in the payload, if that differs. */
  | { readonly kind: 'string'; readonly text: string; readonly source?: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | ListValue
  | MapValue
  /** A value with an annotation, such as its type, unit or time. */
  | TaggedValue
  /** A placeholder for what a limit has left out. */
  | { readonly kind: 'omitted'; readonly why: string };

export type ListValue = { readonly kind: 'list'; readonly items: readonly Value[] };

export type MapValue = { readonly kind: 'map'; readonly members: readonly Member[] };

export type TaggedValue = { readonly kind: 'tag'; readonly tag: string; readonly value: Value };

/** A member of a map. */
export type Member = {
  readonly key: string;
  /** How the key was written, if not as plain text in double quotes: a number, or with escapes. */
  readonly source?: string;
  readonly value: Value;
};

/** How many levels are kept; deeper ones are left out. */
export const deepestValue = 256;

/** How many values of one payload are kept; the rest is left out. */
export const mostValues = 300_000;

const tooMany: Value = {
  kind: 'omitted',
  why: `the rest is not shown: more than ${count(mostValues)} values`,
};

/** Stands for a value below the deepest level. */
export const tooDeep: Value = {
  kind: 'omitted',
  why: `not shown: nested deeper than ${deepestValue} levels`,
};

/** Counts the values made of one payload, so that there are no more than `mostValues`. */
export class ValueBudget {
  #left = mostValues;

  /** Makes a list with `make`, as far as the limit allows. */
  list<Item>(items: Iterable<Item>, make: (item: Item) => Value): ListValue {
    const made: Value[] = [];
    for (const item of items) {
      if (!this.take()) return { kind: 'list', items: [...made, tooMany] };
      made.push(make(item));
    }
    return { kind: 'list', items: made };
  }

  /** Makes a map with `make`, as far as the limit allows. */
  map<Item>(items: Iterable<Item>, make: (item: Item) => Member): MapValue {
    const members: Member[] = [];
    for (const item of items) {
      if (!this.take()) return { kind: 'map', members: [...members, leftOut] };
      members.push(make(item));
    }
    return { kind: 'map', members };
  }

  /** Whether one more value may be made. */
  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** The last item of a list that was cut by the limit. */
export const leftOutItem = tooMany;

/** The last member of a map that was cut by the limit. */
export const leftOut: Member = { key: '…', source: '…', value: tooMany };

/** A JavaScript number as a value. */
export const numberValue = (value: number | bigint): Value => ({
  kind: 'number',
  text: Object.is(value, -0) ? '-0' : String(value),
});

/** A text as a value. */
export const textValue = (text: string): Value => ({ kind: 'string', text });

/** A value without its tags, and the tags as text. */
export const untagged = (value: Value): { readonly value: Value; readonly tags: string } => {
  let inner = value;
  let tags = '';
  while (inner.kind === 'tag') {
    tags += `${tags === '' ? '' : ', '}${inner.tag}`;
    inner = inner.value;
  }
  return { value: inner, tags };
};
