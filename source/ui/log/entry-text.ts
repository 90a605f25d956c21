import { utf8 } from '../../payload/utf8.ts';
import type { ActionContext } from '../action-context.ts';
import { shownLines } from './recall.ts';

/** The text of a log entry, for copying and searching. */
export const entryText = (context: ActionContext, position: number): string | undefined => {
  const { session } = context;
  const line = shownLines(context)?.at(position);
  if (line?.kind === 'said') return line.say;
  if (line?.kind === 'event') return line.text;
  const message = line?.kind === 'raw' ? line : session.monitor?.log?.at(position);
  if (message === undefined) return undefined;
  return utf8(message.payload) ?? Buffer.from(message.payload).toString('hex');
};

/** Who said an entry, or the topic it arrived on. */
export const entrySource = (context: ActionContext, position: number): string => {
  const { session } = context;
  const line = shownLines(context)?.at(position);
  if (line !== undefined) return line.kind === 'said' ? line.user : '';
  return session.monitor?.log?.at(position)?.topic ?? '';
};
