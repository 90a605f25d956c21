import type { JoinedRows } from './joined-rows.ts';
import type { TopicNode } from './topic-node.ts';

/** How many rows nodes take; each change is carried up to the root. */
export class RowCounts {
  readonly #joined: JoinedRows;
  readonly #foldsRooms: () => boolean;

  /** `foldsRooms`: whether the topics of joined rooms are left out. */
  constructor(joined: JoinedRows, foldsRooms: () => boolean) {
    this.#joined = joined;
    this.#foldsRooms = foldsRooms;
  }

  /** Whether the children are shown: the branch is open, or leads to what passes the filter. */
  isUnfolded(node: TopicNode): boolean {
    return node.isOpen || this.#joined.isSpread(node) || (!node.matches && node.childRows > 0);
  }

  /** Counts the rows of a node again. */
  update(node: TopicNode): void {
    for (let at = node; at.parent !== undefined; at = at.parent)
      if (!setRows(at, at.parent, this.#rowsOf(at))) return;
  }

  /** Takes a node's rows from its parent, which must be updated then. */
  remove(node: TopicNode, parent: TopicNode): void {
    setRows(node, parent, 0);
  }

  #rowsOf(node: TopicNode): number {
    const role = this.#foldsRooms() ? node.inRoom : undefined;
    if (role === 'part') return 0;
    if (this.#joined.isJoined(node) || this.#joined.isSpread(node)) return node.childRows;
    // A branch with nothing left below is not shown for its own sake.
    const isEmptied = node.messages === 0 && node.children !== undefined;
    const isShown = node.matches && !node.isExcluded && !isEmptied && role === undefined;
    if (!isShown && node.childRows === 0) return 0;
    return 1 + (this.isUnfolded(node) ? node.childRows : 0);
  }
}

/** Returns whether they have changed. */
const setRows = (node: TopicNode, parent: TopicNode, rows: number): boolean => {
  const change = rows - node.rows;
  node.rows = rows;
  if (parent.children !== undefined) parent.children.rows += change;
  if (node.block !== undefined) node.block.rows += change;
  return change !== 0;
};
