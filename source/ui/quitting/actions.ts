import type { ActionContext } from '../action-context.ts';
import { plural } from '../../format/count.ts';
import { activeLine, modeOf, type UiState } from '../ui-state.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';

/** How many sentences wait, and what happens to them; empty if there are none. */
const waitingInWords = (many: number, fate: string): string =>
  many === 0
    ? ''
    : ` ${plural(many, 'sentence', 'sentences')} still waiting for the broker ${fate}.`;

/** Asks whether to quit, and says what would be lost. `letter` is the key that began it, if it may begin a sentence instead. */
export const askToQuit = (
  { session, dispatch, terminal }: ActionContext,
  letter?: string,
): void => {
  const waiting = session.chat?.waiting ?? 0;
  const lost = waiting - Math.min(waiting, session.chat?.history?.waiting ?? 0);
  const loss =
    waitingInWords(lost, 'would be lost') +
    waitingInWords(waiting - lost, 'would be sent after the next start');
  dispatch({
    type: 'asked',
    question: {
      text: `Quit mqtt-tui?${loss} Ctrl+C again quits too.`,
      yes: () => terminal.quit(),
      isAboutQuitting: true,
      ...(letter === undefined ? {} : { letter }),
    },
  });
};

/** What Ctrl+C would clear; a nick is suggested, not typed. */
const typedText = (state: UiState): string => {
  const line = modeOf(state) === 'name' ? undefined : activeLine(state);
  return line === undefined ? '' : textOf(line);
};

/** Whether Ctrl+C is the key to quit with: where letters are typed, and there is nothing to clear. */
export const asksToQuit = ({ state }: ActionContext): boolean =>
  activeLine(state()) !== undefined && typedText(state()) === '';

/** Clears what is being typed; with nothing typed, asks whether to quit. */
export const interrupt = (context: ActionContext): void => {
  const { state, dispatch, terminal } = context;
  const mode = modeOf(state());
  const typed = typedText(state());
  if (state().question?.isAboutQuitting === true) terminal.quit();
  else if (mode === 'question') dispatch({ type: 'answered' });
  else if (typed !== '') dispatch({ type: 'line-edited', line: { ...emptyLine, killed: typed } });
  else askToQuit(context);
};
