import type { BranchLog } from './branch-log.ts';
import type { StoredMessage } from './stored-message.ts';

/** A message of a log, and the time since the previous one. */
export type TimedMessage = {
  readonly message: StoredMessage;
  /** ms; `undefined` for the first one known. */
  readonly interval: number | undefined;
};

/** The row at a position in a log; `undefined` if the message was evicted. */
export const topicRow = (log: BranchLog, position: number): TimedMessage | undefined => {
  const message = log.at(position);
  if (message === undefined) return undefined;
  const before = log.at(position - 1)?.receivedAt;
  return { message, interval: before === undefined ? undefined : message.receivedAt - before };
};

/** All rows of a log at the time of the call, oldest first; later ones are left out. */
export function* topicRows(log: BranchLog): Generator<TimedMessage> {
  const { end } = log;
  for (let position = log.first; position < end; position += 1) {
    const row = topicRow(log, position);
    if (row !== undefined) yield row;
  }
}
