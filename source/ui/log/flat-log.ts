import type { BranchLog } from '../../model/branch-log.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';
import { wrapLinked } from '../widgets/link-spans.ts';
import type { LogRow, MessageRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';
import { type MessageLook, timeAndMarks, topicAndPayload } from './message-log.ts';
import { messageSpans } from './message-spans.ts';

/** How many characters of a payload to show. */
const payloadShown = 4000;

/** A few screens of messages. */
const laidOut = new BoundedMap<string, readonly LogRow[]>(500);

const rowsOnce = (message: Omit<MessageRow, 'kind'>, width: number): readonly LogRow[] => {
  const key = JSON.stringify([width, message]);
  return laidOut.getOrAdd(key, () =>
    wrapLinked(messageSpans(message), width).map((text) => ({ kind: 'flat', text })),
  );
};

/** The messages of a topic or branch without columns, so that the mouse can select them; wrapped in full. */
export const flatLog = (log: BranchLog, look: MessageLook): LogSource<LogRow> => ({
  first: log.first,
  end: log.end,
  rowsOf: (position) => {
    const message = log.at(position);
    if (message === undefined) return [];
    return rowsOnce(
      { ...timeAndMarks(message, look), ...topicAndPayload(log, message, look, payloadShown) },
      Math.max(1, look.width),
    );
  },
});
