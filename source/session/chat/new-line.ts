import type { NewLine } from '../../history/line-table.ts';
import type { RawLine, SaidLine } from '../../model/room-line.ts';
import { utf8 } from '../../payload/utf8.ts';

/** How many bytes are kept of what is no chat message. */
const rawKept = 1024;

/** What somebody has said, as it is stored; `message` is its id on the wire. */
export const newLineOf = (line: SaidLine, message: string | undefined): NewLine => ({
  at: line.at,
  user: line.user,
  say: line.say,
  isAction: line.isAction,
  message,
});

/** What is no chat message, as it is stored. */
export const rawLineOf = ({ payload, size, at }: RawLine): NewLine => {
  const bytes = payload.slice(0, rawKept);
  const say = utf8(bytes) ?? Buffer.from(bytes).toString('hex');
  return { at, user: '', say, isAction: false, message: undefined, raw: { bytes, size } };
};
