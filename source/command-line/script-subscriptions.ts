import { Refused, Unanswered } from '../mqtt/request-errors.ts';
import type { SubscribeOptions } from '../mqtt/request-options.ts';
import { sharedDoubt } from '../mqtt/server-limits.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { Retries } from '../session/retries.ts';
import { ScriptEnd, type ScriptRun } from './script-run.ts';
import { UsageError } from './usage-error.ts';

/** Topic filters, checked and without duplicates. Throws `UsageError` if there are none. */
export const checkedFilters = (given: readonly string[]): readonly string[] => {
  const filters = [...new Set(given)];
  if (filters.length === 0)
    throw new UsageError("Say which topics, such as 'site/#'; '#' means all of them.");
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) throw new UsageError(problem);
  }
  return filters;
};

/** The topic filters of a flag that may be left out. Throws `UsageError`. */
export const filtersOf = (
  flag: 'filter-out' | 'unsubscribe',
  filters: readonly string[],
): readonly string[] => {
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) throw new UsageError(`--${flag}: ${problem}`);
  }
  return filters;
};

/** Subscribes to topic filters on each connection, and tries again what fails. */
export class ScriptSubscriptions {
  readonly #filters: readonly string[];
  readonly #how: SubscribeOptions;
  readonly #retries = new Retries();
  /** The filters whose failure has been reported: that is done once, until the broker grants them. */
  readonly #failed = new Set<string>();
  /** What was said of the filters that hold. */
  readonly #said = new Set<string>();
  #hasHeld = false;
  readonly #onHeld: (filter: string) => void;

  /** `onHeld` is called for each filter that the broker has granted, on each connection. */
  constructor(
    filters: readonly string[],
    how: SubscribeOptions,
    onHeld: (filter: string) => void = () => undefined,
  ) {
    this.#filters = filters;
    this.#how = how;
    this.#onHeld = onHeld;
  }

  /** Whether the broker has granted all of them. */
  get areGranted(): boolean {
    return this.#failed.size === 0;
  }

  /** There is a connection; ends the command if the broker refuses all filters at the start. */
  async connected({
    connection,
    say,
  }: Pick<ScriptRun, 'connection' | 'say'>): Promise<ScriptEnd | undefined> {
    this.#retries.clear();
    // Once, not after each reconnect.
    const sayOnce = (sentence: string): void => {
      if (sentence !== '' && !this.#said.has(sentence)) say(sentence);
      this.#said.add(sentence);
    };
    const subscribe = async (filter: string): Promise<'held' | 'refused' | 'unanswered'> => {
      try {
        const granted = await connection.subscribe(filter, this.#how);
        if (this.#failed.delete(filter)) say(`The broker grants the topic filter ${filter} now.`);
        this.#retries.forget(filter);
        this.#onHeld(filter);
        if (granted < this.#how.qos)
          sayOnce(`The broker grants QoS ${granted} for the topic filter ${filter}.`);
        sayOnce(sharedDoubt(filter, connection.status));
        return 'held';
      } catch (error) {
        const isRefused = error instanceof Refused;
        if (!isRefused && !(error instanceof Unanswered)) throw error;
        if (!this.#failed.has(filter))
          say(
            isRefused
              ? `The broker refused the topic filter ${filter}: ${error.message}.`
              : `The broker did not answer the subscription to ${filter}. Trying again.`,
          );
        this.#failed.add(filter);
        // A lost connection is reported by its status, and the next one subscribes to all of them.
        this.#retries.failed(filter, () => void subscribe(filter).catch(() => undefined));
        return isRefused ? 'refused' : 'unanswered';
      }
    };
    const answers = await Promise.all(this.#filters.map(subscribe));
    this.#hasHeld ||= answers.includes('held');
    const isRefused = answers.every((answer) => answer === 'refused');
    return isRefused && !this.#hasHeld ? new ScriptEnd(1) : undefined;
  }
}
