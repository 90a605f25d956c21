import { type ClearingControl, clearRetained } from './clear-retained.ts';
import type { RetainedCollector, RetainedConnection } from './collect-retained.ts';

/** How often, at most, a broker that drops some of what it retains is asked again. */
const mostRounds = 20;

/** What clearing takes: the collector must hear the messages of the same connection. */
export type Clearing = ClearingControl & {
  readonly connection: RetainedConnection;
  readonly collector: RetainedCollector;
  readonly filters: readonly string[];
  readonly onProgress: (cleared: number, total: number) => void;
};

/** What has become of it. */
export type Cleared = {
  readonly cleared: number;
  /** Topics on which something is still retained, whatever the broker has answered; and why. */
  readonly left: readonly string[];
  readonly reason: string;
};

/**
 * Clears what the broker retains on the topics that were collected, and looks whether all is gone;
 * what turns up then is cleared too. Resolves early when `signal` aborts. Rejects with `Refused` or
 * `ConnectionLost`.
 */
export const clearAllRetained = async (
  { connection, collector, filters, signal, isHeld, onProgress }: Clearing,
  found: readonly string[],
): Promise<Cleared> => {
  const tried = new Set<string>();
  let [cleared, topics] = [0, found];
  let reason: string | undefined;
  for (let round = 0; topics.length > 0 && round < mostRounds && !signal.aborted; round += 1) {
    const before = cleared;
    const total = before + topics.length;
    const progress = await clearRetained(
      connection,
      topics,
      { signal, ...(isHeld === undefined ? {} : { isHeld }) },
      (now) => onProgress(before + now.cleared, total),
    );
    cleared += progress.cleared;
    reason ??= progress.reason;
    if (signal.aborted) break;
    for (const one of topics) tried.add(one);
    topics = await collector.collect(filters, signal);
    // What is found a second time was not cleared, whatever was answered.
    const left = topics.filter((one) => tried.has(one));
    if (left.length > 0)
      return {
        cleared: tried.size - left.length,
        left,
        reason:
          reason ?? 'somebody published them again, or the broker does not allow clearing them',
      };
  }
  return { cleared, left: [], reason: '' };
};
