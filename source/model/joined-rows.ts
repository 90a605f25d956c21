import type { TopicNode } from './topic-node.ts';

/**
 * Which levels share a row, as folders do in the file trees of editors: a level without messages of its own
 * whose only child is shown in its place, under both names. Unless it is split, on demand.
 */
export class JoinedRows {
  readonly #split = new Set<TopicNode>();

  /** Whether a level has no row of its own, but that of its only child. */
  isJoined(node: TopicNode): boolean {
    return (
      node.messages === 0 &&
      node.children?.count === 1 &&
      node.parent !== undefined &&
      !this.#split.has(node)
    );
  }

  /** Whether a level that could share its child's row has its own, on demand. */
  isSplit(node: TopicNode): boolean {
    return this.#split.has(node);
  }

  /** Gives a level its own row, or with `false` no longer. */
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
      if (!this.isJoined(up)) found.push(up);
    return found;
  }
}
