import { createHash } from 'node:crypto';
import { conditionOf, meets } from '../model/threshold.ts';
import { type ComparableValue, comparableIn } from '../payload/comparable-value.ts';
import type { JsonPath } from '../payload/json-path.ts';

/** A value, or the hash of a payload that has none to compare. */
type Known = ComparableValue | { readonly hash: string };

const isSame = (one: Known, other: Known): boolean => {
  if ('hash' in one || 'hash' in other)
    return 'hash' in one && 'hash' in other && one.hash === other.hash;
  const same = conditionOf('=', one.text, one.number);
  return same === undefined ? one.text === other.text : meets(same, other, false) === true;
};

/** The most topics whose values are known. */
const mostTopics = 1000;

/** The last values of topics: of whole payloads, or of the member at a path. */
export class ChangedValues {
  /** How many messages had no value that could be compared. */
  unreadable = 0;
  /** Whether a topic is not followed because there were too many. */
  isFull = false;
  readonly #path: JsonPath;
  readonly #last = new Map<string, Known>();

  constructor(path: JsonPath) {
    this.#path = path;
  }

  /** Takes a message; returns whether the value is another than the one before. */
  take(topic: string, payload: Uint8Array): boolean {
    const value = this.#read(payload);
    if (value === undefined) {
      this.unreadable += 1;
      return false;
    }
    const before = this.#last.get(topic);
    if (before === undefined && this.#last.size >= mostTopics) {
      this.isFull = true;
      return false;
    }
    this.#last.set(topic, value);
    return before !== undefined && !isSame(before, value);
  }

  #read(payload: Uint8Array): Known | undefined {
    if (this.#path.length > 0) return comparableIn(payload, this.#path);
    return comparableIn(payload) ?? { hash: createHash('sha256').update(payload).digest('base64') };
  }
}
