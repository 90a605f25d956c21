import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { lostWith } from './lost-with.ts';
import { plural } from '../../format/count.ts';
import { activeLine, modeOf, type UiState } from '../ui-state.ts';
import { screenActions } from '../screen-actions.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';

/** How many sentences wait, and what happens to them; empty if there are none. */
const waitingInWords = (many: number, fate: string): string =>
  many === 0
    ? ''
    : ` ${plural(many, 'sentence', 'sentences')} still waiting for the broker ${fate}.`;

/** Asks whether to quit, and says what would be lost. `letter` is the key that began it, if it may begin a sentence instead. */
export const askToQuit = (
  { workspace, dispatch, terminal }: ActionContext,
  letter?: string,
): void => {
  const sum = (of: (session: MqttSession) => number): number =>
    workspace.sessions.reduce((total, session) => total + of(session), 0);
  const waiting = sum(({ chat }) => chat?.waiting ?? 0);
  const lost = sum(lostWith);
  const loss =
    waitingInWords(lost, 'would be lost') +
    waitingInWords(waiting - lost, 'would be sent after the next start');
  dispatch({
    type: 'asked',
    question: {
      text: `Quit mqtt-tui?${loss}`,
      yes: () => terminal.quit(),
      isTyped: true,
      isAboutQuitting: true,
      ...(letter === undefined ? {} : { letter }),
    },
  });
};

/** What Ctrl+C would clear; a nick is suggested, not typed, and the slash of a command line is its key's. */
const typedText = (state: UiState): string => {
  const line = modeOf(state) === 'name' ? undefined : activeLine(state);
  const text = line === undefined ? '' : textOf(line);
  return state.begun !== undefined && text === '/' ? '' : text;
};

/** Whether a prompt or a command line lies over the pane, which Ctrl+C gives up when it is empty. */
const isOverPane = (state: UiState): boolean =>
  modeOf(state) === 'prompt' || (modeOf(state) === 'input' && state.begun !== undefined);

/** Whether Ctrl+C is the key to quit with: where letters are typed, and there is nothing to clear or to give up. */
export const asksToQuit = ({ state }: ActionContext): boolean =>
  activeLine(state()) !== undefined && typedText(state()) === '' && !isOverPane(state());

/** Clears what is being typed; with nothing typed, goes back to the pane below, or asks whether to quit. */
export const interrupt = (context: ActionContext): void => {
  const { state, dispatch, terminal } = context;
  const mode = modeOf(state());
  const typed = typedText(state());
  if (state().question?.isAboutQuitting === true) terminal.quit();
  else if (mode === 'question') dispatch({ type: 'answered' });
  else if (typed !== '') dispatch({ type: 'line-edited', line: { ...emptyLine, killed: typed } });
  else if (isOverPane(state())) screenActions.back(context);
  else askToQuit(context);
};
