import type { OpenedSession } from '../session/workspace.ts';
import { readView } from './lasting/read-view.ts';
import { restore } from './lasting/restore.ts';
import type { ThemeKeeper } from './themes/theme-keeper.ts';
import type { TimeFormat } from './time/time-format.ts';
import { initialUiState } from './ui-state.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

/** What the screen starts with. */
export type FirstStoreOptions = {
  /** Whether this is the demo, which has a tour. */
  readonly isDemo: boolean;
  /** Whether the people pane lists devices from the start. */
  readonly showsDevices: boolean;
  /** How to show times; as usual if absent. */
  readonly timeFormat?: TimeFormat | undefined;
  readonly themes: ThemeKeeper;
  /** Lines sent in earlier runs, oldest first. */
  readonly sent: readonly string[];
};

/** The store for a session that has come: it shows the first room, or all messages if there is none. */
export const firstStore = (
  { session, askForName, askForPassword = false, view }: OpenedSession,
  { sent, showsDevices, timeFormat, themes, isDemo }: FirstStoreOptions,
): UiStore => {
  const [room] = session.chat?.rooms.values() ?? [];
  room?.reading.setShown(true);
  const store = createUiStore(
    initialUiState({
      sent,
      showsDevices,
      timeFormat,
      theme: themes.of(session.name),
      isDemo,
      ...(askForName === undefined ? {} : { name: askForName }),
      selected: room === undefined ? undefined : { kind: 'room', topic: room.topic },
    }),
  );
  if (room === undefined) {
    session.monitor?.openLog();
    store.dispatch({ type: 'pane-focused', pane: 'tree' });
  }
  if (view !== undefined) restore(session, store, readView(view.before));
  if (askForPassword) store.dispatch({ type: 'credentials-asked', username: session.username });
  return store;
};
