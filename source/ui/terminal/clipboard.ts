import { loadTmuxBuffer } from './tmux-buffer.ts';

/** What has become of a text that was to be copied. */
export type Copied =
  /** The terminal was asked; it gives no answer. `isLong` is more than some take. */
  | { readonly to: 'terminal'; readonly isLong: boolean }
  /** tmux has it; whether it has also asked the terminal around it. */
  | { readonly to: 'tmux'; readonly asksTerminal: boolean; readonly isLong: boolean }
  /** Nothing was copied; why, without a full stop. */
  | { readonly to: 'nowhere'; readonly reason: string };

/** The longest text that every terminal with OSC 52 takes, in bytes: a sequence of 100,000. */
export const takenByAll = 74_994;

/** The longest text that is sent to a terminal, in bytes: a sequence of 1 MiB. */
export const longestCopy = 768 * 1024;

/** GNU screen hands strings on of 767 bytes, in old versions of 255. */
const screenPiece = 240;

/** OSC 52, which works through SSH too. */
const copySequence = (bytes: Buffer): string => `\u001b]52;c;${bytes.toString('base64')}\u0007`;

/** A sequence for the terminal around GNU screen, which hands on what stands in strings (DCS). */
const throughScreen = (sequence: string): string => {
  let wrapped = '';
  for (let start = 0; start < sequence.length; start += screenPiece)
    wrapped += `\u001bP${sequence.slice(start, start + screenPiece)}\u001b\\`;
  return wrapped;
};

type ClipboardOptions = {
  /** The variables of the program: TMUX and STY tell in what it runs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The terminal knows no escape sequences. */
  readonly isDumb: boolean;
  readonly write: (sequence: string) => void;
};

/** Makes what puts a text on the clipboard of the terminal, and tells as much of it as is known. */
export const createClipboard = ({
  environment,
  isDumb,
  write,
}: ClipboardOptions): ((text: string) => Promise<Copied>) => {
  const { TMUX = '', STY = '' } = environment;
  /** One after the other, so that the last copy is the newest in tmux. */
  let last: Promise<unknown> = Promise.resolve();
  return async (text) => {
    const bytes = Buffer.from(text);
    const isLong = bytes.length > takenByAll;
    if (TMUX !== '') {
      // With its default settings tmux takes OSC 52 from no program.
      const loading = last.then(() => loadTmuxBuffer(bytes, environment));
      last = loading;
      const outcome = await loading;
      return 'problem' in outcome
        ? { to: 'nowhere', reason: outcome.problem }
        : { to: 'tmux', ...outcome, isLong };
    }
    if (isDumb) return { to: 'nowhere', reason: 'this terminal (TERM=dumb) has no clipboard' };
    if (bytes.length > longestCopy)
      return { to: 'nowhere', reason: 'it is longer than terminals take (768 KiB)' };
    const sequence = copySequence(bytes);
    write(STY === '' ? sequence : throughScreen(sequence));
    return { to: 'terminal', isLong };
  };
};
