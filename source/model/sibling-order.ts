import type { Children } from './children.ts';
import type { TopicNode } from './topic-node.ts';
import type { TreeOrder } from './tree-order.ts';

/** Keeps the topics of each branch in order: sorts them when they are read, large branches bit by bit. */
export class SiblingOrder {
  order: TreeOrder = 'name';
  /** The time that orders use, ms since the epoch. */
  now = 0;
  /** The branches whose children are being sorted. */
  readonly #unfinished = new Set<Children<TopicNode>>();
  readonly #onBusy: () => void;

  /** `onBusy` is called when there is work for `workOn`. */
  constructor(onBusy: () => void) {
    this.#onBusy = onBusy;
  }

  /** Whether there is work for `workOn`. */
  get isBusy(): boolean {
    return this.#unfinished.size > 0;
  }

  /** Does a small part of the work. */
  workOn(): void {
    const [children] = this.#unfinished;
    if (children === undefined) return;
    children.arrangeOn();
    if (!children.isArranging) this.#unfinished.delete(children);
  }

  /** Sorts siblings, unless they are already in the order of `now`. */
  arrange(children: Children<TopicNode>): void {
    children.arrange(this.order, this.now);
    if (!children.isArranging || this.#unfinished.has(children)) return;
    this.#unfinished.add(children);
    this.#onBusy();
  }

  /** Sorts the branches that contain a row. */
  arrangeAbove(node: TopicNode): void {
    for (let up = node.parent; up !== undefined; up = up.parent)
      if (up.children !== undefined) this.arrange(up.children);
  }
}
