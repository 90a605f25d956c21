import type { Controls } from './controls.ts';
import { plural } from './draw/figures.ts';
import { detailedMessage } from './details/detailed-message.ts';
import { paneOrder } from './layout/visible-panes.ts';
import { emptyLine, insert, textOf } from './widgets/line-editor.ts';
import { activeLine, modeOf } from './ui-state.ts';

const focusBy = (controls: Controls, by: 1 | -1): void => {
  const order = paneOrder(detailedMessage(controls.session, controls.state()) !== undefined);
  const index = order.indexOf(controls.state().focus);
  controls.dispatch({
    type: 'pane-focused',
    pane: order[(index + by + order.length) % order.length] ?? 'input',
  });
};

/** How many sentences wait, and what becomes of them; nothing where there are none. */
const waitingInWords = (many: number, fate: string): string =>
  many === 0
    ? ''
    : ` ${plural(many, 'sentence', 'sentences')} still waiting for the broker ${fate}.`;

/** Asks whether to quit, and tells what would be lost. */
export const askToQuit = ({ session, dispatch }: Controls): void => {
  const waiting = session.chat?.waiting ?? 0;
  const lost = waiting - Math.min(waiting, session.chat?.history?.waiting ?? 0);
  const loss =
    waitingInWords(lost, 'would be lost') +
    waitingInWords(waiting - lost, 'would go out after the next start');
  dispatch({
    type: 'asked',
    question: { text: `Quit mqtt-tui?${loss} Ctrl+C once more quits too.`, ask: { about: 'quit' } },
  });
};

/** Clears what is being typed; with nothing typed it asks whether to quit. */
const interrupt = (controls: Controls): void => {
  const { state, dispatch, terminal } = controls;
  const mode = modeOf(state());
  // A name is offered, not typed: there is nothing to clear.
  const line = mode === 'name' ? undefined : activeLine(state());
  const typed = line === undefined ? '' : textOf(line);
  if (state().question?.ask.about === 'quit') terminal.quit();
  else if (mode === 'question') dispatch({ type: 'answered' });
  else if (typed !== '') dispatch({ type: 'line-edited', line: { ...emptyLine, killed: typed } });
  else askToQuit(controls);
};

/** Back: closes what is open, drops the filter, ends a search, returns to the input box. */
const back = (controls: Controls): void => {
  const { session, state, dispatch } = controls;
  const now = state();
  if (now.credentials !== undefined)
    dispatch({ type: 'credentials-closed', refusal: session.status });
  else if (now.prompt !== undefined || now.filter !== '') {
    const dropsFilter = now.prompt === undefined || now.prompt.kind === 'filter';
    dispatch({ type: 'prompt-closed' });
    if (dropsFilter) {
      session.monitor?.filters.set('', session.now);
      dispatch({ type: 'tree-filtered', filter: '' });
    }
  } else if (now.cursor !== undefined) dispatch({ type: 'log-scrolled', anchor: undefined });
  else if (now.focus !== 'input') dispatch({ type: 'pane-focused', pane: 'input' });
  session.forgetNotice();
};

const yes = (controls: Controls): void => {
  const { session, state, dispatch, terminal } = controls;
  const question = state().question;
  dispatch({ type: 'answered' });
  switch (question?.ask.about) {
    case 'quit':
      terminal.quit();
      return;
    case 'paste':
      dispatch({ type: 'line-edited', line: insert(state().input, question.ask.text) });
      return;
    case 'clear-retained':
      void session.cleaning?.clear();
      return;
    case 'stop-clearing':
      session.cleaning?.stop();
      return;
    case undefined:
  }
};

/** What the keys do that concern the whole screen. */
export const screenActions = {
  nextPane: (controls: Controls): void => focusBy(controls, 1),
  previousPane: (controls: Controls): void => focusBy(controls, -1),
  zoom: ({ dispatch }: Controls): void => dispatch({ type: 'zoom-toggled' }),
  togglePeople: ({ dispatch }: Controls): void => dispatch({ type: 'people-toggled' }),
  toggleDetails: ({ dispatch }: Controls): void => dispatch({ type: 'details-toggled' }),
  interrupt,
  back,
  yes,
  no: ({ dispatch }: Controls): void => dispatch({ type: 'answered' }),
  closeSheet: ({ dispatch }: Controls): void =>
    dispatch({ type: 'sheet-changed', sheet: undefined }),
  repaint: ({ terminal }: Controls): void => terminal.repaint(),
  suspend: ({ terminal }: Controls): void => terminal.suspend(),
} satisfies Record<string, (controls: Controls) => void>;
