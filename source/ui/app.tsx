import { useCursor, useInput, usePaste, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { MqttSession } from '../session/session.ts';
import { useMqttSession } from '../session/use-mqtt-session.ts';
import { completionRows } from './input/completion-rows.ts';
import type { Controls, TerminalControls } from './controls.ts';
import { handleFocus, takeFocus } from './focus.ts';
import { handleKey, keyHints } from './keys/handle-key.ts';
import { paste } from './input/input-actions.ts';
import { keyPresses } from './keys/key-press.ts';
import { smallest } from './layout.ts';
import { handleMouse } from './keys/mouse.ts';
import { detailsPane, inputPane, logPane, pagePane, treePane, type View } from './pane-contents.ts';
import { peopleOf, peoplePane } from './people/people-pane.ts';
import { Rows } from './draw/rows.tsx';
import { measureScreen } from './measure-screen.ts';
import type { Sheet } from './sheets/sheet.ts';
import { sheetPane } from './sheets/sheets.ts';
import { type Moment, thisMoment } from './moment.ts';
import { statusRow } from './status-row.ts';
import type { TerminalEvent } from './keys/terminal-input.ts';
import { useBrokerWatch } from './broker/use-broker-watch.ts';
import { useTicker } from './use-ticker.ts';
import { modeOf, type UiState } from './ui-state.ts';
import type { UiStore } from './ui-store.ts';

type AppProps = {
  readonly session: MqttSession;
  readonly store: UiStore;
  readonly terminal: TerminalControls;
  /** Listens to what Ink does not report; returns how to stop. */
  readonly onTerminalEvent?: (listener: (event: TerminalEvent) => void) => () => void;
};

const askForCredentials = (session: MqttSession, store: UiStore): void => {
  const { status } = session;
  const state = store.getState();
  if (status.state !== 'refused' || !status.credentials) return;
  if (state.credentials !== undefined || state.seenRefusal === status) return;
  store.dispatch({ type: 'credentials-asked', username: session.username, refusal: status });
};

/** The list of candidates lies over the lower part of the log. */
const withCompletion = (rows: readonly string[], { state, screen }: View): readonly string[] => {
  if (state.completion === undefined || modeOf(state) !== 'input') return rows;
  const list = completionRows(state.completion, screen.layout);
  return [...rows.slice(0, -list.length), ...list];
};

/** The tree at the left, the log and the details at the right, or whichever there is room for. */
const panes = (view: View): string[] => {
  const { tree, log, details } = view.screen.layout.panes;
  const left = tree === undefined ? [] : treePane(view);
  const right = withCompletion(
    [
      ...(log === undefined ? [] : logPane(view)),
      ...(details === undefined ? [] : detailsPane(view)),
    ],
    view,
  );
  const { people: area } = view.screen.layout;
  const room = peopleOf(view.session, view.state);
  const people =
    area === undefined || room === undefined
      ? []
      : peoplePane(view.session, room, area, view.state.showsDevices);
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index) => (left[index] ?? '') + (right[index] ?? '') + (people[index] ?? ''),
  );
};

/** A sheet has the whole screen but for what must be said or asked. */
const withSheet = (
  view: View,
  sheet: Sheet,
  input: ReturnType<typeof inputPane>,
): { above: string[]; cursor: { x: number; y: number } | undefined } => {
  const { layout, notices } = view.screen;
  const isWorkedIn = modeOf(view.state) === 'sheet';
  const asked = isWorkedIn ? [] : input.rows;
  const drawn = sheetPane(view, sheet, layout.rows - 1 - asked.length - notices.length);
  return {
    above: [...drawn.rows, ...asked, ...notices],
    cursor: isWorkedIn ? drawn.cursor : input.cursor,
  };
};

const Screen = ({
  view,
  moment,
  hints,
}: {
  readonly view: View;
  readonly moment: Moment;
  readonly hints: (readonly [string, string])[];
}): ReactNode => {
  const { session, state, screen } = view;
  const { columns, rows } = screen.layout;
  const { setCursorPosition } = useCursor();
  const mode = modeOf(state);
  const input = inputPane(view);
  const { above, cursor } =
    mode === 'page'
      ? { above: pagePane(view, columns, rows - 1), cursor: undefined }
      : state.sheet === undefined
        ? { above: [...panes(view), ...input.rows, ...screen.notices], cursor: input.cursor }
        : withSheet(view, state.sheet, input);
  setCursorPosition(cursor);
  return <Rows rows={[...above, statusRow(session, hints, columns, moment)]} />;
};

const TooSmall = ({ columns }: { readonly columns: number }): ReactNode => {
  useCursor().setCursorPosition(undefined);
  return (
    <Rows rows={[`mqtt-tui needs ${smallest.columns}×${smallest.rows} cells`.slice(0, columns)]} />
  );
};

/** The whole screen: reads the session and the UI state, draws what fits, and hands on every key. */
export const App = ({ session, store, terminal, onTerminalEvent }: AppProps): ReactNode => {
  useMqttSession(session);
  const state: UiState = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const size = useWindowSize();
  // oxlint-disable-next-line react/purity -- a frame is a look at the models as they are now
  const moment = thisMoment(session);
  // In every frame, also where the tree is not on the screen: then it knows what is new when it is.
  session.monitor?.tree.recency.note(moment.now, session.monitor.tree.recorded);
  const controls: Controls = {
    session,
    state: store.getState,
    dispatch: store.dispatch,
    screen: () => measureScreen(session, store.getState(), size, thisMoment(session)),
    terminal,
  };
  useInput((input, key) => {
    for (const press of keyPresses(input, key)) {
      // Whoever types looks, whether the terminal has said so or not.
      takeFocus(controls, true);
      handleKey(controls, press);
    }
  });
  usePaste((text) => paste(controls, text));
  useEffect(() =>
    onTerminalEvent?.((event) => {
      if (event.kind === 'focus') handleFocus(controls, event.hasFocus);
      else if (event.kind === 'key') handleKey(controls, event);
      else handleMouse(controls, event);
    }),
  );
  useTicker(session);
  useBrokerWatch(session, state.sheet?.kind === 'broker');
  useEffect(
    () => session.clock.subscribe(() => askForCredentials(session, store)),
    [session, store],
  );
  if (size.columns < smallest.columns || size.rows < smallest.rows)
    return <TooSmall columns={size.columns} />;
  const screen = measureScreen(session, state, size, moment);
  const view: View = { session, state, screen, now: moment.now };
  return <Screen view={view} moment={moment} hints={keyHints(controls)} />;
};
