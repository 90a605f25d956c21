import type { JoinedRows } from './joined-rows.ts';
import type { RowCounts } from './row-counts.ts';
import { nodesBelow, type TopicNode } from './topic-node.ts';

/** The most branches whose names are known: those opened later are not. */
const mostNames = 1000;

/** Opens and closes branches, and splits rows that several levels share. */
export class OpenBranches {
  readonly #root: TopicNode;
  readonly #joined: JoinedRows;
  readonly #rows: RowCounts;
  /** Counts up with each branch that is opened or closed. */
  version = 0;
  /** The branches that the user wants open, in the tree or not, each with whether it is split off; bounded. */
  readonly #wanted = new Map<string, boolean>();

  constructor(root: TopicNode, joined: JoinedRows, rows: RowCounts) {
    this.#root = root;
    this.#joined = joined;
    this.#rows = rows;
  }

  /** The branches that the user wants open, in the tree or not yet, each with whether it is split off. */
  get wanted(): ReadonlyMap<string, boolean> {
    return this.#wanted;
  }

  /** Opens branches as soon as they are in the tree. */
  want(names: ReadonlyMap<string, boolean>): void {
    for (const [name, isSplit] of names) this.#want(name, isSplit);
  }

  /** Opens a new node, which has no rows yet, if the user wants that. */
  added(node: TopicNode): void {
    const isSplit = this.#wanted.get(node.topic);
    if (isSplit === undefined) return;
    node.isOpen = true;
    if (isSplit) this.#joined.setSplit(node, true);
  }

  setOpen(node: TopicNode, isOpen: boolean): void {
    node.isOpen = isOpen;
    if (isOpen) this.#want(node.topic, this.#joined.isSplit(node));
    else this.#wanted.delete(node.topic);
    this.version += 1;
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

  #want(name: string, isSplit: boolean): void {
    if (this.#wanted.has(name) || this.#wanted.size < mostNames) this.#wanted.set(name, isSplit);
  }
}
