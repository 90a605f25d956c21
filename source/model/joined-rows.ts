import type { TopicNode } from './topic-node.ts';

/**
 * Puts levels of the tree into one row, as editors do with folders in folders: a level without messages, and
 * with a single child, shares that child's row, under both names. The user can split it off.
 */
export class JoinedRows {
  /** Whether children that are named alike share a row; see `TopicNode`. */
  foldsAlike = true;
  readonly #split = new Set<TopicNode>();

  /** Whether a level shares the row of its only child. */
  isJoined(node: TopicNode): boolean {
    return (
      node.messages === 0 &&
      node.children?.count === 1 &&
      node.parent !== undefined &&
      !node.isFold &&
      !(node.children.fold !== undefined && this.isSpread(node.children.fold)) &&
      !this.#split.has(node)
    );
  }

  /** Whether a node is a fold that has no row: its children stand among their siblings. */
  isSpread(node: TopicNode): boolean {
    return node.isFold && !this.foldsAlike;
  }

  /** Whether the user has split a level off from its child. */
  isSplit(node: TopicNode): boolean {
    return this.#split.has(node);
  }

  /** Splits a level off from its child, or with `false` joins it again. */
  setSplit(node: TopicNode, isSplit: boolean): void {
    if (isSplit) this.#split.add(node);
    else this.#split.delete(node);
  }

  /** The level whose row this one is in: itself, or the end of its chain of only children. */
  endOf(node: TopicNode): TopicNode {
    let end = node;
    while (this.isJoined(end)) {
      const child = end.children?.only;
      if (child === undefined) break;
      end = child;
    }
    return end;
  }

  /** The levels that share the row of this one, which ends it, from the bottom up. */
  *sharing(end: TopicNode): Generator<TopicNode> {
    for (let up = end.parent; up !== undefined && this.isJoined(up); up = up.parent) yield up;
  }

  /** The levels whose rows this level's row is below, the nearest first. */
  above(node: TopicNode): TopicNode[] {
    const found: TopicNode[] = [];
    for (let up = node.parent; up?.parent !== undefined; up = up.parent)
      if (!this.isJoined(up) && !this.isSpread(up)) found.push(up);
    return found;
  }
}
