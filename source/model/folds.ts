import type { JoinedRows } from './joined-rows.ts';
import type { RowCounts } from './row-counts.ts';
import type { TopicNode } from './topic-node.ts';

/** The folds of a tree: each is a row for children that are named alike. */
export class Folds {
  readonly #joined: JoinedRows;
  readonly #rows: RowCounts;
  readonly #all = new Set<TopicNode>();

  constructor(joined: JoinedRows, rows: RowCounts) {
    this.#joined = joined;
    this.#rows = rows;
  }

  /** Whether there are any. */
  get exist(): boolean {
    return this.#all.size > 0;
  }

  /** Whether they have rows; otherwise their children stand among the others. */
  get areShown(): boolean {
    return this.#joined.foldsAlike;
  }

  set areShown(areShown: boolean) {
    this.#joined.foldsAlike = areShown;
    for (const fold of this.#all) {
      this.#rows.update(fold);
      if (fold.parent !== undefined) this.#rows.update(fold.parent);
    }
  }

  /** Moves nodes from the parent of a new fold into it. */
  fill(fold: TopicNode, nodes: readonly TopicNode[]): void {
    const { parent } = fold;
    if (parent === undefined) return;
    this.#all.add(fold);
    for (const node of nodes) {
      this.#rows.remove(node, parent);
      parent.children?.remove(node);
      node.parent = fold;
      fold.children?.add(node);
      this.#rows.update(node);
    }
    this.#rows.update(parent);
  }

  /** Forgets a node, which may be a fold. */
  remove(node: TopicNode): void {
    this.#all.delete(node);
  }
}
