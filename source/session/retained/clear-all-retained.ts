import { type ClearingControl, clearRetained } from './clear-retained.ts';
import type { RetainedCollector, RetainedConnection } from './collect-retained.ts';

/** The most rounds: a broker may not send everything that it retains at once. */
const mostRounds = 20;

/** What clearing needs; the collector must receive the messages of the same connection. */
export type Clearing = ClearingControl & {
  readonly connection: RetainedConnection;
  readonly collector: RetainedCollector;
  readonly filters: readonly string[];
  readonly onProgress: (cleared: number, total: number) => void;
};

/** The result of clearing. */
export type Cleared = {
  readonly cleared: number;
  /** Topics on which something is still retained, whatever the broker answered. */
  readonly left: readonly string[];
  /** Why those are left. */
  readonly reason: string;
};

/**
 * Clears the retained messages on the collected topics, and collects again; whatever turns up then is
 * cleared too. Resolves early when `signal` aborts. Rejects with `Refused`, `Unanswered` or `ConnectionLost`.
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
    // What turns up a second time was not cleared, whatever the broker answered.
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
