import type { MqttSession } from '../../session/session.ts';

/** What is selected on the left and shown on the right: a room, or a topic or branch. */
export type Selection = { readonly kind: 'room' | 'topic'; readonly topic: string };

/** What is selected in the left pane, and how far it is scrolled. */
export type TopicsState = {
  readonly selected: Selection | undefined;
  /** The topic of the last selected conversation, kept while a topic is selected. */
  readonly lastRoom: string | undefined;
  /** The selection's row on the screen; it stays the same while rows come and go. */
  readonly treeOffset: number;
  /** How many rows the wheel has scrolled the tree from there, downwards positive. */
  readonly treeWheel: number;
  readonly filter: string;
  /** The sessions of which only the heading is shown. */
  readonly folded: ReadonlySet<MqttSession>;
};

/** An event of the left pane. */
export type TopicsAction =
  | {
      readonly type: 'selection-changed';
      /** `undefined` for all topics. */
      readonly selection: Selection | undefined;
      readonly treeOffset?: number;
    }
  | { readonly type: 'tree-scrolled'; readonly treeWheel: number }
  | { readonly type: 'tree-filtered'; readonly filter: string }
  | { readonly type: 'broker-folded'; readonly folded: ReadonlySet<MqttSession> };

/** The left pane at the start, with an initial selection. */
export const initialTopics = (selected: Selection | undefined): TopicsState => ({
  selected,
  lastRoom: selected?.kind === 'room' ? selected.topic : undefined,
  treeOffset: 0,
  treeWheel: 0,
  filter: '',
  folded: new Set(),
});

/** The changes to the left pane. Pure. */
export const topicsReducer = (state: TopicsState, action: TopicsAction): Partial<TopicsState> => {
  switch (action.type) {
    case 'selection-changed':
      return {
        selected: action.selection,
        lastRoom: action.selection?.kind === 'room' ? action.selection.topic : state.lastRoom,
        treeOffset: action.treeOffset ?? state.treeOffset,
        treeWheel: 0,
      };
    case 'tree-scrolled':
      return { treeWheel: action.treeWheel };
    case 'tree-filtered':
      return { filter: action.filter };
    case 'broker-folded':
      return { folded: action.folded };
  }
};
