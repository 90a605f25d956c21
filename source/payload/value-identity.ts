import { memberSegments } from './value-path.ts';
import type { Member, Value } from './value.ts';

/** Whether a key is a text; others, such as the numbers of MessagePack, are written without quotes. */
export const hasTextKey = ({ source }: Member): boolean => source?.startsWith('"') ?? true;

/** The members of a map as segments that tell the key `1` from the key `"1"`. */
export const exactSegments = (members: readonly Member[]): string[] =>
  memberSegments(
    members.map((member) => (hasTextKey(member) ? `"${member.key}` : `(${member.source}`)),
  );

/**
 * Gives equal values equal numbers. The order of members does not count; the digits of numbers and
 * the tags of values do.
 */
export class ValueIdentity {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<Value, number>();

  of(value: Value): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const text = this.#describe(value);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(value, number);
    return number;
  }

  #describe(value: Value): string {
    switch (value.kind) {
      case 'null':
      case 'undefined':
        return value.kind;
      case 'boolean':
        return String(value.value);
      case 'number':
      case 'string':
        return `${value.kind} ${value.text}`;
      case 'bytes':
        return `bytes ${Buffer.from(value.bytes).toString('base64')}`;
      case 'omitted':
        return `omitted ${value.why}`;
      case 'tag':
        return `tag ${this.of(value.value)} ${value.tag}`;
      case 'list':
        return `[${value.items.map((item) => this.of(item)).join()}]`;
      case 'map': {
        const segments = exactSegments(value.members);
        return `{${value.members
          .map((member, index) => `${segments[index]}:${this.of(member.value)}`)
          .toSorted()
          .join()}}`;
      }
    }
  }
}
