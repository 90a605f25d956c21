import type { JoinedRows } from './joined-rows.ts';
import type { RowCounts } from './row-counts.ts';
import { nodesBelow, type TopicNode } from './topic-node.ts';

/** Opens and closes branches, and splits rows that several levels share. */
export class OpenBranches {
  readonly #root: TopicNode;
  readonly #joined: JoinedRows;
  readonly #rows: RowCounts;

  constructor(root: TopicNode, joined: JoinedRows, rows: RowCounts) {
    this.#root = root;
    this.#joined = joined;
    this.#rows = rows;
  }

  setOpen(node: TopicNode, isOpen: boolean): void {
    node.isOpen = isOpen;
    this.#rows.update(node);
  }

  /** Splits a row into one for each of its levels, all open; `end` is the last of them. */
  split(end: TopicNode): void {
    for (const level of this.#joined.sharing(end)) {
      this.#joined.setSplit(level, true);
      this.setOpen(level, true);
    }
  }

  /** Folds a level that was split, so that it shares its only child's row again, and so on down. */
  join(node: TopicNode): void {
    for (let at: TopicNode | undefined = node; at !== undefined; at = at.children?.only) {
      if (!this.#joined.isSplit(at)) return;
      this.#joined.setSplit(at, false);
      this.setOpen(at, false);
    }
  }

  /**
   * Opens or closes a branch and all branches below it, and gives each level its own row or joins them
   * again; `isKept` says which of those below stay as they are.
   */
  setOpenBelow(
    node: TopicNode,
    isOpen: boolean,
    isKept: (node: TopicNode) => boolean = () => false,
  ): void {
    if (isOpen) this.split(node);
    for (const below of nodesBelow(node)) {
      if (!isOpen) this.join(below);
      // The root has no row with which it could be opened again.
      if (below === this.#root) continue;
      const isBranch = below.children !== undefined;
      const stays = isOpen && below.isFold;
      if (below === node || (isBranch && !stays && !isKept(below))) this.setOpen(below, isOpen);
    }
  }

  /** Leaves the row of a node on the screen when a sibling or message ends its sharing with the levels above. */
  keepShown(node: TopicNode): void {
    for (const level of this.#joined.sharing(this.#joined.endOf(node))) level.isOpen = true;
  }
}
