import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { copyText } from '../copy-text.ts';
import { shownLines } from './recall.ts';
import { loggedNode } from '../topics/tree-list.ts';
import { logPane } from './log-source.ts';
import { entryPayload, entryText, payloadText } from './entry-text.ts';

/** What a line of a room is called once it is copied; a message of a topic is its payload. */
const nameOf = { said: 'sentence', event: 'line', raw: 'payload' } as const;

/** Copies the payload at the cursor, or the newest. */
export const copyPayload = (context: ActionContext): void => {
  const { session, state } = context;
  const { cursor } = state();
  const newestNode = loggedNode(session, state());
  const newest =
    cursor !== undefined || newestNode === undefined
      ? undefined
      : session.monitor?.tree.last(newestNode);
  const position = cursor ?? logPane(context).source.end - 1;
  const payload = newest ?? entryPayload(context, position);
  const text = payload === undefined ? entryText(context, position) : payloadText(payload);
  if (text === undefined) session.notify('There is nothing to copy here.');
  else {
    const what = nameOf[shownLines(context)?.at(position)?.kind ?? 'raw'];
    const isWhole = payload === undefined || payload.payload.length === payload.size;
    copyText(
      context,
      text,
      isWhole ? `the ${what}` : 'the part of the payload that the limits kept',
    );
  }
};

/** Copies the topic of the message at the cursor, or the selected one. */
export const copyTopic = (context: ActionContext): void => {
  const { session, state } = context;
  const { cursor, selected } = state();
  const pointed =
    cursor === undefined || selected?.kind === 'room'
      ? undefined
      : session.monitor?.log?.at(cursor)?.topic;
  const topic = pointed ?? selected?.topic;
  if (topic !== undefined) copyText(context, topic, `the topic ${printable(topic, 100)}`);
};
