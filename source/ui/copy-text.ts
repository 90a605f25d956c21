import type { ActionContext } from './action-context.ts';
import { size } from '../format/size.ts';
import { type Copied, takenByAll } from './terminal/clipboard.ts';

/** The outcome of a copy in one sentence; `what` reads like "the topic garden". */
const copiedSentence = (copied: Copied, what: string): string => {
  if (copied.to === 'nowhere') return `Nothing was copied: ${copied.reason}.`;
  const limit = copied.isLong ? `; some take no more than ${size(takenByAll)}` : '';
  const clipboard = `the clipboard (where the terminal allows it${limit})`;
  if (copied.to === 'terminal') return `Copied ${what} to ${clipboard}.`;
  return copied.asksTerminal
    ? `Copied ${what} to tmux, and to ${clipboard}.`
    : `Copied ${what} to tmux; to pass it to the terminal it must be tmux 3.2 or newer.`;
};

/** Copies a text and shows a notice with the outcome. */
export const copyText = (
  { session, terminal }: ActionContext,
  text: string,
  what: string,
): void => {
  if (text === '') {
    session.notify('There is nothing to copy here.');
    return;
  }
  void terminal.copy(text).then((copied) => session.notify(copiedSentence(copied, what)));
};
