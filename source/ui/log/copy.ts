import { printable } from '../../payload/printable.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { ActionContext } from '../action-context.ts';
import { copyText } from '../copy-text.ts';
import { shownLines } from './recall.ts';
import { loggedNode } from '../topics/tree-list.ts';
import { logPane } from './log-source.ts';
import { entryText } from './entry-text.ts';

/** What a line of a room is called once it is copied; a message of a topic is its payload. */
const nameOf = { said: 'sentence', event: 'line', raw: 'payload' } as const;

/** Copies the payload at the cursor, or the newest. */
export const copyPayload = (context: ActionContext): void => {
  const { session, state } = context;
  const { cursor } = state();
  const newestNode = loggedNode(session, state());
  const last = newestNode === undefined ? undefined : session.monitor?.tree.last(newestNode);
  const newest = last?.payload;
  const position = cursor ?? logPane(context).source.end - 1;
  const text =
    cursor === undefined && newest !== undefined
      ? (utf8(newest) ?? Buffer.from(newest).toString('hex'))
      : entryText(context, position);
  if (text === undefined) session.notify('There is nothing to copy here.');
  else {
    const what = nameOf[shownLines(context)?.at(position)?.kind ?? 'raw'];
    const isWhole = cursor !== undefined || last?.payload.length === last?.size;
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
