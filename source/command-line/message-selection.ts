import type { Message } from '../mqtt/message.ts';
import { filterMatcher } from '../mqtt/topic-filters.ts';
import type { FlagValues } from './flags.ts';
import type { ReadPayloads } from './read-payloads.ts';
import { filtersOf } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';

/** Which messages `sub` takes. */
export class MessageSelection {
  readonly #leftOut: readonly ((topic: string) => boolean)[];
  readonly #tests: ReadPayloads['tests'];
  readonly #retained: boolean;
  readonly #live: boolean;

  /** `tests`: what a message must pass besides the flags. Throws `UsageError`. */
  constructor(values: FlagValues<'sub'>, tests: ReadPayloads['tests'] = []) {
    const [onlyRetained, noRetained] = [values['retained-only'], values['no-retained']];
    if (onlyRetained && noRetained)
      throw new UsageError('--retained-only and --no-retained together leave nothing to print.');
    this.#leftOut = filtersOf('filter-out', values['filter-out']).map(filterMatcher);
    this.#tests = tests;
    this.#live = !onlyRetained;
    // The broker sends retained messages after the answer that ends the command: whether they come is chance.
    this.#retained = !noRetained && !values['subscribe-only'];
  }

  /** Whether a message is among those that are printed, or cleared: they may be retained or not. */
  takes(message: Message): boolean {
    return (
      !this.#leftOut.some((matches) => matches(message.topic)) &&
      this.#tests.every((passes) => passes(message))
    );
  }

  /** Whether a message that is taken is printed. */
  prints({ retain }: Message): boolean {
    return retain ? this.#retained : this.#live;
  }
}
