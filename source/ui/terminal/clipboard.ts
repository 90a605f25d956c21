import { loadTmuxBuffer } from './tmux-buffer.ts';

/** The outcome of a copy. */
export type Copied =
  /** Sent to the terminal, which does not answer. `isLong` is more than some terminals accept. */
  | { readonly to: 'terminal'; readonly isLong: boolean }
  /** In tmux's buffer; `asksTerminal` if tmux passed it on to the terminal around it. */
  | { readonly to: 'tmux'; readonly asksTerminal: boolean; readonly isLong: boolean }
  /** Not copied; the reason, without a full stop. */
  | { readonly to: 'nowhere'; readonly reason: string };

/** The longest text, in bytes, that every terminal with OSC 52 accepts: a sequence of 100,000. */
export const takenByAll = 74_994;

/** The longest text, in bytes, to send to a terminal: a sequence of 1 MiB. */
export const longestCopy = 768 * 1024;

/** GNU screen passes on strings of up to 767 bytes; old versions, 255. */
const screenPiece = 240;

/** OSC 52, which works over SSH too. */
const copySequence = (bytes: Buffer): string => `\u001b]52;c;${bytes.toString('base64')}\u0007`;

/** Wraps a sequence in strings (DCS), which GNU screen passes on to the terminal around it. */
const throughScreen = (sequence: string): string => {
  let wrapped = '';
  for (let start = 0; start < sequence.length; start += screenPiece)
    wrapped += `\u001bP${sequence.slice(start, start + screenPiece)}\u001b\\`;
  return wrapped;
};

type ClipboardOptions = {
  /** The program's environment; TMUX and STY say what it runs in. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the terminal knows no escape sequences. */
  readonly isDumb: boolean;
  readonly write: (sequence: string) => void;
};

/** Creates a function that copies a text to the terminal's clipboard and reports what is known of the outcome. */
export const createClipboard = ({
  environment,
  isDumb,
  write,
}: ClipboardOptions): ((text: string) => Promise<Copied>) => {
  const { TMUX = '', STY = '' } = environment;
  /** One at a time, so that the last copy is the newest in tmux. */
  let last: Promise<unknown> = Promise.resolve();
  return async (text) => {
    const bytes = Buffer.from(text);
    const isLong = bytes.length > takenByAll;
    if (TMUX !== '') {
      // By default tmux accepts OSC 52 from no program.
      const loading = last.then(() => loadTmuxBuffer(bytes, environment));
      last = loading;
      const outcome = await loading;
      return 'problem' in outcome
        ? { to: 'nowhere', reason: outcome.problem }
        : { to: 'tmux', ...outcome, isLong };
    }
    if (isDumb) return { to: 'nowhere', reason: 'this terminal (TERM=dumb) has no clipboard' };
    if (bytes.length > longestCopy)
      return { to: 'nowhere', reason: 'it is longer than terminals accept (768 KiB)' };
    const sequence = copySequence(bytes);
    write(STY === '' ? sequence : throughScreen(sequence));
    return { to: 'terminal', isLong };
  };
};
