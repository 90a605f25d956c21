import type { BranchLog } from './branch-log.ts';
import type { StoredMessage } from './stored-message.ts';

/** A message of a log, and what passed since the one before it. */
export type TimedMessage = {
  readonly message: StoredMessage;
  /** In ms; `undefined` for the first that is known. */
  readonly interval: number | undefined;
};

/** The row of a position in a log; `undefined` where the message is gone. */
export const topicRow = (log: BranchLog, position: number): TimedMessage | undefined => {
  const message = log.at(position);
  if (message === undefined) return undefined;
  const before = log.at(position - 1)?.receivedAt;
  return { message, interval: before === undefined ? undefined : message.receivedAt - before };
};

/** All rows that a log has now, the oldest first: what comes while they are gone through is left out. */
export function* topicRows(log: BranchLog): Generator<TimedMessage> {
  const { end } = log;
  for (let position = log.first; position < end; position += 1) {
    const row = topicRow(log, position);
    if (row !== undefined) yield row;
  }
}
