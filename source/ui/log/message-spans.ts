import { linkSpan } from '../widgets/link-spans.ts';
import type { Span } from '../widgets/span.ts';
import type { MessageRow } from './log-row.ts';

/** The topic, if the log has several, and the payload. */
export const topicAndPayloadSpans = ({
  topic,
  payload,
  isEmpty,
}: Pick<MessageRow, 'topic' | 'payload' | 'isEmpty'>): readonly Span[] => [
  ...(topic === '' ? [] : [{ text: `${topic}  `, look: 'topic' } as const]),
  ...linkSpan({ text: payload, look: isEmpty ? 'dim' : 'plain' }),
];

/** A message: time, marks, topic, payload. */
export const messageSpans = ({
  time,
  marks,
  ...message
}: Omit<MessageRow, 'kind'>): readonly Span[] => [
  { text: time, look: 'dim' },
  { text: marks, look: marks.trim() === '' ? 'plain' : 'attention' },
  ...topicAndPayloadSpans(message),
];
