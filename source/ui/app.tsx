import { Box, type DOMElement, Text, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { type ReactNode, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Workspace } from '../session/workspace.ts';
import type { ProfileBook } from './connections/profile-book.ts';
import { followChart } from './chart/series-store.ts';
import type { ActionContext, ActionTables, TerminalServices } from './action-context.ts';
import { actionContexts } from './action-contexts.ts';
import { onWidthsChanged, widthsVersion } from './draw/terminal-widths.ts';
import { InputPane } from './input/view.tsx';
import { ScreenBoxesContext, useScreenBox } from './layout/screen-boxes.ts';
import { smallest } from './layout/visible-panes.ts';
import { comeBack } from './lasting/come-back.ts';
import { readView } from './lasting/read-view.ts';
import { Panes } from './panes.tsx';
import { TimeAxis } from './recording/view.tsx';
import { SpokenScreen } from './screen-reader/view.tsx';
import { kindOf } from './sheets/sheets.ts';
import { SheetView } from './sheets/view.tsx';
import { followTour } from './tour/follow-tour.ts';
import { TourLine } from './tour/view.tsx';
import { Notices } from './status/notices.tsx';
import { StatusLine } from './status/view.tsx';
import { TablesContext } from './tables-context.ts';
import { modeOf, type UiState } from './ui-state.ts';
import { type SessionStores, SessionStoresContext } from './session-stores.ts';
import { askForCredentials, type OnTerminalEvent, useEvents } from './use-events.ts';
import { SessionContext, useMqttSession } from './use-mqtt-session.ts';
import { UiStoreContext, useUiFact } from './use-ui.ts';

type ScreenProps = {
  readonly workspace: Workspace;
  readonly stores: SessionStores;
  readonly tables: ActionTables;
  readonly terminal: TerminalServices;
  readonly onTerminalEvent?: OnTerminalEvent;
  readonly profiles?: ProfileBook | undefined;
};

const showsSheet = ({ sheet, reading }: UiState): boolean =>
  sheet !== undefined || reading !== undefined;

/** Whether the panes are on the screen: alone, or above a sheet that leaves them room. */
const showsPanes = (state: UiState, rows: number): boolean => {
  const { sheet, reading } = state;
  if (!showsSheet(state)) return true;
  return (
    reading === undefined && sheet !== undefined && rows >= (kindOf(sheet).sharesFrom ?? Infinity)
  );
};

/** Whether the input box is shown: a sheet takes the whole screen, except when a question must be asked. */
const showsInput = (state: UiState): boolean => {
  const mode = modeOf(state);
  return mode !== 'sheet' && mode !== 'reading';
};

/** Rows that notices leave to a pane, the input box and the status line. */
const reservedRows = 8;

const TooSmall = ({ columns }: { readonly columns: number }): ReactNode => (
  <Text>{`mqtt-tui needs ${smallest.columns}×${smallest.rows} cells`.slice(0, columns)}</Text>
);

/** The drawn screen: panes or a sheet, the input box, notices and the status line. */
const DrawnScreen = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const hasSheet = useUiFact(showsSheet);
  const hasInput = useUiFact(showsInput);
  const { columns, rows } = useWindowSize();
  const hasPanes = useUiFact((state) => showsPanes(state, rows));
  const box = useRef<DOMElement>(null);
  useScreenBox('screen', box, box);
  if (columns < smallest.columns || rows < smallest.rows) return <TooSmall columns={columns} />;
  return (
    <Box ref={box} width={columns} height={rows} flexDirection="column">
      {hasPanes ? <Panes /> : null}
      {hasSheet ? <SheetView context={context} /> : null}
      {hasInput ? <InputPane /> : null}
      <TourLine rows={rows - reservedRows} />
      <Notices room={rows - reservedRows} />
      <TimeAxis />
      <StatusLine context={context} />
    </Box>
  );
};

/** What goes on for each session, the current one or not. Returns how to stop. */
const followSessions = (
  workspace: Workspace,
  stores: SessionStores,
  contextOf: ActionContext['of'],
): (() => void) =>
  workspace.each(({ session, view }) => {
    const store = stores.of(session);
    const { selected } = readView(view?.before);
    const stops = [
      selected === undefined ? () => undefined : comeBack(contextOf(session), selected),
      followChart(session, store),
      session.clock.subscribe(() => askForCredentials(session, store)),
    ];
    return () => stops.forEach((stop) => stop());
  });

/** The drawn screen or the screen reader's, and the one path from the keyboard to both. */
const Screen = ({
  workspace,
  stores,
  tables,
  terminal,
  onTerminalEvent,
  profiles,
}: ScreenProps): ReactNode => {
  const session = useMqttSession();
  const store = stores.of(session);
  const boxes = use(ScreenBoxesContext);
  const isSpoken = useIsScreenReaderEnabled();
  // Ink only measures text again when its measuring function is new.
  const measure = useSyncExternalStore(onWidthsChanged, widthsVersion);
  const contextOf = useMemo(
    () => actionContexts({ workspace, boxes, terminal, tables, profiles }, stores),
    [workspace, boxes, terminal, tables, profiles, stores],
  );
  const context = contextOf(session);
  useEvents(() => contextOf(workspace.current), onTerminalEvent);
  useEffect(() => followSessions(workspace, stores, contextOf), [workspace, stores, contextOf]);
  useEffect(
    () => followTour(session, store, tables, isSpoken ? (text) => session.notify(text) : undefined),
    [session, store, tables, isSpoken],
  );
  return (
    <UiStoreContext value={store}>
      {isSpoken ? (
        <SpokenScreen context={context} />
      ) : (
        <DrawnScreen key={measure} context={context} />
      )}
    </UiStoreContext>
  );
};

/** The whole screen: reads the sessions and the UI state, draws what fits and dispatches every key. */
export const App = (props: ScreenProps): ReactNode => (
  <SessionContext value={props.workspace}>
    <TablesContext value={props.tables}>
      <SessionStoresContext value={props.stores}>
        <Screen {...props} />
      </SessionStoresContext>
    </TablesContext>
  </SessionContext>
);
