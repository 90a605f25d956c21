import { Box, type DOMElement, Text, useInput, usePaste, useWindowSize } from 'ink';
import { type ReactNode, use, useEffect, useRef } from 'react';
import type { MqttSession } from '../session/session.ts';
import { followChart } from './chart/series-store.ts';
import type { Controls, Tables, TerminalControls } from './controls.ts';
import { handleFocus, takeFocus } from './focus.ts';
import { paste } from './input/input-actions.ts';
import { InputPane } from './input/view.tsx';
import { handleKey, keyHints } from './keys/handle-key.ts';
import { keyPresses } from './keys/key-press.ts';
import { handleMouse } from './keys/mouse.ts';
import type { TerminalEvent } from './terminal/terminal-input.ts';
import { Panes } from './layout/panes.tsx';
import { ScreenBoxesContext, useScreenBox } from './layout/screen-boxes.ts';
import { smallest } from './layout/visible-panes.ts';
import { SheetView } from './sheets/view.tsx';
import { Notices } from './status/notices.tsx';
import { StatusLine, TimeAxis } from './status/view.tsx';
import { TablesContext } from './tables-context.ts';
import { modeOf, shownSheet, type UiState } from './ui-state.ts';
import { UiStoreContext, useUiState } from './use-ui.ts';
import type { UiStore } from './ui-store.ts';
import { SessionContext, useMqttSession } from './use-mqtt-session.ts';

type ScreenProps = {
  readonly store: UiStore;
  readonly tables: Tables;
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

/** Hands on what the keyboard, the clipboard and the terminal send. */
const useEvents = (controls: Controls, onTerminalEvent: ScreenProps['onTerminalEvent']): void => {
  const { clock } = controls.session;
  useInput((input, key) => {
    clock.attended();
    for (const press of keyPresses(input, key)) {
      // Whoever types looks, whether the terminal has said so or not.
      takeFocus(controls, true);
      handleKey(controls, press);
    }
  });
  usePaste((text) => paste(controls, text));
  useEffect(() =>
    onTerminalEvent?.((event) => {
      // What the terminal says of itself is no sign that somebody looks.
      if (event.kind === 'answer') return;
      if (event.kind !== 'focus') clock.attended();
      if (event.kind === 'focus') handleFocus(controls, event.hasFocus);
      else if (event.kind === 'key') handleKey(controls, event);
      else handleMouse(controls, event);
    }),
  );
};

/** Whether the input box is wanted: a sheet has the screen but for what must be asked. */
const showsInput = (state: UiState): boolean => {
  const mode = modeOf(state);
  return mode !== 'sheet' && mode !== 'reading';
};

/** Rows that a pane, the input box and the status line keep for themselves. */
const keptFromNotices = 8;

const Screen = ({ store, tables, terminal, onTerminalEvent }: ScreenProps): ReactNode => {
  const session = useMqttSession('connection', 'rooms', 'work');
  const state = useUiState();
  const { columns, rows } = useWindowSize();
  const boxes = use(ScreenBoxesContext);
  const box = useRef<DOMElement>(null);
  useScreenBox('screen', box, box);
  const controls: Controls = {
    session,
    state: store.getState,
    dispatch: store.dispatch,
    boxes,
    terminal,
    tables,
  };
  useEvents(controls, onTerminalEvent);
  useEffect(() => followChart(session, store), [session, store]);
  useEffect(
    () => session.clock.subscribe(() => askForCredentials(session, store)),
    [session, store],
  );
  if (columns < smallest.columns || rows < smallest.rows)
    return (
      <Text wrap="truncate-end">{`mqtt-tui needs ${smallest.columns}×${smallest.rows} cells`}</Text>
    );
  return (
    <Box ref={box} width={columns} height={rows} flexDirection="column">
      {shownSheet(state) === undefined ? <Panes /> : <SheetView />}
      {showsInput(state) ? <InputPane /> : null}
      <Notices room={rows - keptFromNotices} />
      <TimeAxis />
      <StatusLine hints={keyHints(controls)} />
    </Box>
  );
};

/** The whole screen: reads the session and the UI state, draws what fits, and hands on every key. */
export const App = ({
  session,
  ...screen
}: ScreenProps & { readonly session: MqttSession }): ReactNode => (
  <SessionContext value={session}>
    <UiStoreContext value={screen.store}>
      <TablesContext value={screen.tables}>
        <Screen {...screen} />
      </TablesContext>
    </UiStoreContext>
  </SessionContext>
);
