import type { NewLine } from '../../history/line-table.ts';
import type { RawLine, SaidLine } from '../../model/room-line.ts';
import { utf8 } from '../../payload/utf8.ts';

/** How many bytes are kept of a payload that is not a chat message. */
const rawKept = 1024;

/** A chat line as it is stored; `message` is its `id` on the wire. */
export const newLineOf = (line: SaidLine, message: string | undefined): NewLine => ({
  at: line.at,
  user: line.user,
  say: line.say,
  isAction: line.isAction,
  message,
  ...(line.saidAt === undefined ? {} : { saidAt: line.saidAt }),
  ...(line.signer === undefined ? {} : { signer: line.signer }),
  ...(line.senderMark === undefined ? {} : { senderMark: line.senderMark }),
});

/** A payload that is not a chat message, as it is stored. */
export const rawLineOf = ({ payload, size, at }: RawLine): NewLine => {
  const bytes = payload.slice(0, rawKept);
  const say = utf8(bytes) ?? Buffer.from(bytes).toString('hex');
  return { at, user: '', say, isAction: false, message: undefined, raw: { bytes, size } };
};
