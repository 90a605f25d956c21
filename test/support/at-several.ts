import { onTestFinished } from 'vitest';
import type { MqttSession } from '../../source/session/session.ts';
import { type OpenProfile, Workspace } from '../../source/session/workspace.ts';
import type { ActionContext } from '../../source/ui/action-context.ts';
import { actionContexts } from '../../source/ui/action-contexts.ts';
import { graphemes } from '../../source/ui/draw/cells.ts';
import { firstStore } from '../../source/ui/first-store.ts';
import { paste } from '../../source/ui/input/input-actions.ts';
import { handleKey } from '../../source/ui/keys/handle-key.ts';
import type { ScreenBoxes } from '../../source/ui/layout/screen-boxes.ts';
import { SessionStores } from '../../source/ui/session-stores.ts';
import { tables } from '../../source/ui/tables.ts';
import { shownEntries } from '../../source/ui/topics/rows-above.ts';
import { treeTop } from '../../source/ui/topics/pane-list.ts';
import type { UiState } from '../../source/ui/ui-state.ts';
import { textOf } from '../../source/ui/widgets/line-editor.ts';
import { askedTerminal } from './asked-terminal.ts';
import { aSession } from './at-screen.ts';
import { fixedBoxes } from './fixed-boxes.ts';
import { aMessage } from './messages.ts';

/** What there is on a broker. */
export type BrokerAt = {
  readonly name: string;
  readonly rooms?: readonly string[];
  readonly topics?: readonly string[];
};

/** A person at a screen with several brokers, the first of which is the current one; nothing is drawn. */
export type AtSeveral = {
  readonly workspace: Workspace;
  readonly stores: SessionStores;
  /** The session of a profile. */
  readonly session: (name: string) => MqttSession;
  /** The context of the current session. */
  readonly context: () => ActionContext;
  /** The UI state of the current session. */
  readonly state: () => UiState;
  readonly press: (...names: readonly string[]) => void;
  readonly type: (text: string) => void;
  readonly paste: (text: string) => void;
  /** The text in the input box. */
  readonly input: () => string;
  /** The rows of the left pane on the screen: `office`, `office #chat`, `home site/lamp`. */
  readonly rows: () => string[];
  /** Where the person is: `office chat`, or `home` on its heading. */
  readonly place: () => string;
};

/** A session with some topics that have a message each. */
export const brokerAt = ({ name, rooms = [], topics = [] }: BrokerAt): MqttSession => {
  const session = aSession(undefined, { name, rooms });
  for (const topic of topics) session.monitor?.tree.record(aMessage(topic, 'payload'));
  return session;
};

/** Puts a person at a screen of 80×24 with several brokers. */
export const atSeveral = (
  brokers: readonly BrokerAt[],
  openProfile: OpenProfile = async (name) => ({
    session: brokerAt({ name: name ?? '', rooms: ['chat'] }),
  }),
): AtSeveral => {
  const [first, ...others] = brokers.map(brokerAt);
  if (first === undefined) throw new Error('There must be a broker.');
  const workspace = new Workspace({ first: { session: first }, openProfile });
  const stores = new SessionStores(workspace, (opened) =>
    firstStore(opened, {
      isDemo: false,
      showsDevices: false,
      sent: [],
      themes: { of: () => ({ name: 'auto' }), keep: () => undefined },
    }),
  );
  for (const session of others) workspace.add({ session });
  workspace.show(first);
  onTestFinished(() => workspace.close());
  const size = { columns: 80, rows: 24 };
  const state = (): UiState => stores.of(workspace.current).getState();
  const boxesNow = (): ScreenBoxes => fixedBoxes(workspace.current, state, size);
  const contextOf = actionContexts(
    {
      workspace,
      boxes: {
        inside: (name) => boxesNow().inside(name),
        outside: (name) => boxesNow().outside(name),
        at: (x, y) => boxesNow().at(x, y),
      },
      tables,
      terminal: askedTerminal([]),
    },
    stores,
  );
  const context = (): ActionContext => contextOf(workspace.current);
  return {
    workspace,
    stores,
    session: (name) => {
      const session = workspace.find(name);
      if (session === undefined) throw new Error(`${name} is not open`);
      return session;
    },
    context,
    state,
    press: (...names) => {
      for (const name of names)
        handleKey(context(), graphemes(name).length === 1 ? { text: name } : { name });
    },
    type: (text) => handleKey(context(), { text }),
    paste: (text) => paste(context(), text),
    input: () => textOf(state().input),
    rows: () => {
      const height = context().boxes.inside('tree').rows;
      const top = treeTop(context(), state(), height);
      return shownEntries(workspace, state(), top, height).map((entry) => {
        const { name = '' } = entry.session;
        if (entry.kind === 'broker') return name;
        return entry.kind === 'room'
          ? `${name} #${entry.room.topic}`
          : `${name} ${entry.node.topic}`;
      });
    },
    place: () =>
      [workspace.current.name, state().selected?.topic]
        .filter((one) => one !== undefined)
        .join(' '),
  };
};
