import { memberSegments } from './value-path.ts';
import type { Value } from './value.ts';

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
        const segments = memberSegments(value.members.map(({ key }) => key));
        return `{${value.members
          .map((member, index) => `${segments[index]}:${this.of(member.value)}`)
          .toSorted()
          .join()}}`;
      }
    }
  }
}
