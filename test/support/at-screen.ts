import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import { MqttSession } from '../../source/session/session.ts';
import { Workspace } from '../../source/session/workspace.ts';
import type { SessionOptions } from '../../source/session/session-options.ts';
import { graphemes } from '../../source/ui/draw/cells.ts';
import type { ActionContext, KeyBinding } from '../../source/ui/action-context.ts';
import type { ProfileBook } from '../../source/ui/connections/profile-book.ts';
import { handleKey, keyHints } from '../../source/ui/keys/handle-key.ts';
import { paste } from '../../source/ui/input/input-actions.ts';
import { followChart } from '../../source/ui/chart/series-store.ts';
import { textOf } from '../../source/ui/widgets/line-editor.ts';
import type { CellSize } from '../../source/ui/layout/cell-size.ts';
import { tables } from '../../source/ui/tables.ts';
import type { ThemeChoice } from '../../source/ui/theme/theme-choice.ts';
import type { UiAction } from '../../source/ui/ui-action.ts';
import { initialUiState, type UiState } from '../../source/ui/ui-state.ts';
import type { Selection } from '../../source/ui/topics/state.ts';
import { actionContexts } from '../../source/ui/action-contexts.ts';
import { createUiStore, type UiStore } from '../../source/ui/ui-store.ts';
import { askedTerminal } from './asked-terminal.ts';
import { fixedBoxes } from './fixed-boxes.ts';
import { aBook } from './profile-books.ts';
import { aMessage } from './messages.ts';
import { unfolded } from './topic-trees.ts';

const limits = { history: 100, memory: 1e8, topics: 100_000, payload: 65_536 };

/**
 * A session in the room `chat`, watching `#`; a test can override any option. Without an address it
 * does not connect by itself.
 */
export const aSession = (
  address: ServerAddress | undefined,
  options: Partial<SessionOptions> & { readonly rooms?: readonly string[] } = {},
): MqttSession => {
  const { rooms = ['chat'], ...rest } = options;
  return new MqttSession({
    server: async () => address ?? { protocol: 'mqtt', host: '127.0.0.1', port: 1 },
    waitForCredentials: address === undefined,
    credentials: {},
    keepAlive: 60,
    mostFrames: 10,
    protocolVersion: 'auto',
    clientId: `test-${Math.random().toString(36).slice(2)}`,
    isTransient: true,
    chat: { rooms, greeting: '', notify: 'bell' },
    monitor: { filters: ['#'], qos: 0, limits },
    ...rest,
  });
};

/** Unfolds every branch of a session's tree. */
export const unfoldTopics = ({ monitor, clock }: MqttSession): void => {
  if (monitor !== undefined) unfolded(monitor.tree);
  clock.changedNow('topics');
};

export type AtScreenOptions = Partial<CellSize> & {
  readonly session?: MqttSession;
  readonly rooms?: readonly string[];
  /** Topics that already have a message. */
  readonly topics?: readonly string[];
  readonly selected?: Selection | undefined;
  /** The name to suggest, if one is asked for. */
  readonly name?: string;
  /** Keys instead of the program's. */
  readonly keys?: readonly KeyBinding[];
  /** Whether this is the demo, which has a tour. */
  readonly isDemo?: boolean;
  /** The theme of config.toml. */
  readonly theme?: ThemeChoice;
  /** The connections; one to `office` by default. */
  readonly profiles?: ProfileBook | undefined;
};

/** A person at the screen of a session that is not connected; nothing is drawn. */
export type AtScreen = {
  readonly session: MqttSession;
  readonly store: UiStore;
  readonly size: CellSize;
  readonly context: ActionContext;
  readonly state: () => UiState;
  readonly dispatch: (action: UiAction) => void;
  /** Named keys, or single characters. */
  readonly press: (...names: readonly string[]) => void;
  /** Text that arrives in one read. */
  readonly type: (text: string) => void;
  readonly paste: (text: string) => void;
  /** The text in the input box. */
  readonly input: () => string;
  readonly notice: () => string | undefined;
  readonly hints: () => string[];
  /** The requests to the terminal: `copy …`, `quit`, `repaint`, `suspend`. */
  readonly asked: readonly string[];
};

/**
 * Puts a person at a screen of 80×24, in the room `chat` by default. They have a name in the chat
 * after `session.setNick`.
 */
export const atScreen = (options: AtScreenOptions = {}): AtScreen => {
  const { columns = 80, rows = 24 } = options;
  const session =
    options.session ??
    aSession(undefined, options.rooms === undefined ? {} : { rooms: options.rooms });
  for (const topic of options.topics ?? [])
    session.monitor?.tree.record(aMessage(topic, 'payload'));
  const [room] = session.chat?.rooms.keys() ?? [];
  const first: Selection | undefined =
    room === undefined ? undefined : { kind: 'room', topic: room };
  const store = createUiStore(
    initialUiState({
      isDemo: options.isDemo ?? false,
      selected: 'selected' in options ? options.selected : first,
      theme: options.theme,
      ...(options.name === undefined ? {} : { name: options.name }),
    }),
  );
  followChart(session, store);
  const asked: string[] = [];
  const context = actionContexts(
    {
      workspace: new Workspace({ first: { session } }),
      boxes: fixedBoxes(session, store.getState, { columns, rows }),
      tables: { ...tables, keys: options.keys ?? tables.keys },
      terminal: askedTerminal(asked),
      profiles: 'profiles' in options ? options.profiles : aBook({ office: {} }),
    },
    { of: () => store },
  )(session);
  return {
    session,
    store,
    size: { columns, rows },
    context,
    state: store.getState,
    dispatch: store.dispatch,
    press: (...names) => {
      for (const name of names)
        handleKey(context, graphemes(name).length === 1 ? { text: name } : { name });
    },
    type: (text) => handleKey(context, { text }),
    paste: (text) => paste(context, text),
    input: () => textOf(store.getState().input),
    notice: () => session.notice?.text,
    hints: () => keyHints(context).map(([key, does]) => `${key} ${does}`),
    asked,
  };
};
