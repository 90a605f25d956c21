import type { Connection } from '../mqtt/connection.ts';
import { Refused } from '../mqtt/request-errors.ts';
import type { SubscribeOptions } from '../mqtt/requests.ts';
import { sharedDoubt } from '../mqtt/server-limits.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { ScriptEnd } from './script-run.ts';
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

/** Subscribes to topic filters; ends the command if the broker refuses all of them. */
export const subscribeAll = async (
  connection: Connection,
  filters: readonly string[],
  how: SubscribeOptions,
  say: (sentence: string) => void,
): Promise<ScriptEnd | undefined> => {
  const refusals = await Promise.all(
    filters.map(async (filter) => {
      try {
        const granted = await connection.subscribe(filter, how);
        if (granted < how.qos)
          say(`The broker grants QoS ${granted} for the topic filter ${filter}.`);
        const doubt = sharedDoubt(filter, connection.status);
        if (doubt !== '') say(doubt);
        return 0;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        say(`The broker refused the topic filter ${filter}: ${error.message}.`);
        return 1;
      }
    }),
  );
  return refusals.includes(0) ? undefined : new ScriptEnd(1);
};
