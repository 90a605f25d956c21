/** What is selected on the left and shown on the right: a room, or a topic or branch. */
export type Place = { readonly kind: 'room' | 'topic'; readonly topic: string };

/** Where the left pane stands, and what it shows. */
export type TreeState = {
  readonly selected: Place | undefined;
  /** The screen row of the pane that the selection stands in; it stays there while rows come and go. */
  readonly treeOffset: number;
  /** Rows that the wheel has scrolled the tree away from there, downwards positive. */
  readonly treeWheel: number;
  readonly filter: string;
};

/** What happens to the left pane alone. */
export type TreeAction =
  | { readonly type: 'tree-scrolled'; readonly treeWheel: number }
  | { readonly type: 'tree-filtered'; readonly filter: string };

export const initialTree = (selected: Place | undefined): TreeState => ({
  selected,
  treeOffset: 0,
  treeWheel: 0,
  filter: '',
});

/** What is another in the next state of the left pane. Pure. */
export const treeReducer = (action: TreeAction): Partial<TreeState> =>
  action.type === 'tree-scrolled' ? { treeWheel: action.treeWheel } : { filter: action.filter };
