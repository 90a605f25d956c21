import type { MqttSession } from '../session/session.ts';
import { initialUiState } from './ui-state.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

/** What the screen begins with. */
export type FirstStoreOptions = {
  readonly session: MqttSession;
  /** The name to offer where one must be asked for; `undefined` when it is known. */
  readonly askForName: string | undefined;
  readonly askForPassword: boolean;
  /** Devices stand among the people from the start. */
  readonly showsDevices: boolean;
  /** What was typed in earlier runs, the oldest first. */
  readonly sent: readonly string[];
};

/** What the screen shows at the start: the first room, or the topics where there is none. */
export const firstStore = ({
  session,
  sent,
  showsDevices,
  askForName,
  askForPassword,
}: FirstStoreOptions): UiStore => {
  const [room] = session.chat?.rooms.values() ?? [];
  room?.setShown(true);
  const store = createUiStore(
    initialUiState({
      sent,
      showsDevices,
      ...(askForName === undefined ? {} : { name: askForName }),
      place: room === undefined ? undefined : { kind: 'room', topic: room.topic },
    }),
  );
  if (room === undefined) store.dispatch({ type: 'pane-focused', pane: 'tree' });
  if (askForPassword) store.dispatch({ type: 'credentials-asked', username: session.username });
  return store;
};
