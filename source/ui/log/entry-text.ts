import { utf8 } from '../../payload/utf8.ts';
import type { ActionContext } from '../action-context.ts';
import { shownLines } from './recall.ts';

/** A payload as it was kept, and its size as received. */
type Kept = { readonly payload: Uint8Array; readonly size: number };

/** The payload of a log entry; `undefined` if it is none. */
export const entryPayload = (context: ActionContext, position: number): Kept | undefined => {
  const line = shownLines(context)?.at(position);
  if (line === undefined) return context.session.monitor?.log?.at(position);
  return line.kind === 'raw' ? line : undefined;
};

/** The text of a payload, for copying and searching. */
export const payloadText = ({ payload }: Kept): string =>
  utf8(payload) ?? Buffer.from(payload).toString('hex');

/** The text of a log entry, for copying and searching. */
export const entryText = (context: ActionContext, position: number): string | undefined => {
  const line = shownLines(context)?.at(position);
  if (line?.kind === 'said') return line.say;
  if (line?.kind === 'event') return line.text;
  const message = entryPayload(context, position);
  return message && payloadText(message);
};

/** Who said an entry, or the topic it arrived on. */
export const entrySource = (context: ActionContext, position: number): string => {
  const { session } = context;
  const line = shownLines(context)?.at(position);
  if (line !== undefined) return line.kind === 'said' ? line.user : '';
  return session.monitor?.log?.at(position)?.topic ?? '';
};
