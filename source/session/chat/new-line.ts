import type { NewLine } from '../../history/line-table.ts';
import type { RawLine, SaidLine } from '../../model/room-line.ts';
import { utf8 } from '../../payload/utf8.ts';

/** How many bytes are kept of a payload that is not a chat message. */
const rawKept = 1024;

/** U+0000 as a visible character: some versions of SQLite's driver end a text there, and a name too. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '\u2400');

/** A chat line as it is stored; `message` is its `id` on the wire. */
export const newLineOf = (line: SaidLine, message: string | undefined): NewLine => ({
  at: line.at,
  user: withoutNul(line.user),
  say: withoutNul(line.say),
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
  return {
    at,
    user: '',
    say: withoutNul(say),
    isAction: false,
    message: undefined,
    raw: { bytes, size },
  };
};
