import { Children } from './children.ts';
import { FilterWork } from './filter-work.ts';
import { Folds } from './folds.ts';
import { JoinedRows } from './joined-rows.ts';
import { OpenBranches } from './open-branches.ts';
import { RowCounts } from './row-counts.ts';
import { SiblingOrder } from './sibling-order.ts';
import type { TopicNode } from './topic-node.ts';
import type { TreeFilter } from './topic-test.ts';
import type { TreeOrder } from './tree-order.ts';

/**
 * The topic tree as rows: what is open, what passes the filter, and in which order. The nodes keep counts
 * of visible rows, so that the rows on the screen are found by descending, however many topics there are.
 */
export class TreeView {
  /** The levels that share a row. */
  readonly joined = new JoinedRows();
  readonly #root: TopicNode;
  readonly #rows = new RowCounts(this.joined, () => this.foldsRooms);
  /** The rows that stand for children that are named alike. */
  readonly folds = new Folds(this.joined, this.#rows);
  /** Which branches are open. */
  readonly branches: OpenBranches;
  readonly #filtering: FilterWork;
  readonly #siblings: SiblingOrder;
  /** The rows read before the last `prepare`, and since. */
  #looked = new Set<TopicNode>();
  #looking = new Set<TopicNode>();
  /** The topics of joined rooms. */
  readonly #inRooms = new Set<TopicNode>();

  /** `nodes`: by identifier. `onBusy` is called when there is work for `workOn`. */
  constructor(root: TopicNode, nodes: readonly (TopicNode | undefined)[], onBusy: () => void) {
    this.#root = root;
    this.#filtering = new FilterWork(nodes, {
      onChange: (node) => this.#rows.update(node),
      onBusy,
    });
    this.#siblings = new SiblingOrder(onBusy);
    this.branches = new OpenBranches(root, this.joined, this.#rows);
    root.isOpen = true;
  }

  /** How the topics of a branch are ordered. */
  get order(): TreeOrder {
    return this.#siblings.order;
  }

  set order(order: TreeOrder) {
    this.#siblings.order = order;
  }

  /** The rows read lately: those on the screen, and some more. */
  get looked(): ReadonlySet<TopicNode> {
    return new Set([...this.#looked, ...this.#looking]);
  }

  /** How many rows the tree has: what is open and passes the filter. */
  get rowCount(): number {
    return this.#root.childRows;
  }

  /** Whether messages can change the filter's result: then each must be `recorded`. */
  get followsMessages(): boolean {
    return this.#filtering.followsMessages;
  }

  /** Whether time alone can change the filter's result: then the rows must be read again. */
  get followsTime(): boolean {
    return this.#filtering.followsTime;
  }

  /** Topics shown, or that would be if their branches were open. */
  get passing(): number {
    return this.#filtering.passing;
  }

  /** Topics hidden by an exclude filter. */
  get excluded(): number {
    return this.#filtering.excluded;
  }

  /** Whether some topics have not been tested against the filter yet: `workOn` continues. */
  get isFiltering(): boolean {
    return this.#filtering.isBusy;
  }

  /** Whether there is work for `workOn`: topics to test, or branches to sort. */
  get isBusy(): boolean {
    return this.isFiltering || this.#siblings.isBusy;
  }

  /** Does a small part of the work, so that no key has to wait for it. */
  workOn(): void {
    if (this.isFiltering) this.#filtering.workOn();
    else this.#siblings.workOn();
  }

  /** Takes over the order and the filter of another view. */
  follow(other: TreeView): void {
    this.order = other.order;
    this.#filtering.follow(other.#filtering);
  }

  /** Takes a node that was just added to its parent. */
  add(node: TopicNode, parent: TopicNode): void {
    this.#filtering.add(node);
    if (node.inRoom !== undefined) this.#inRooms.add(node);
    parent.children ??= new Children<TopicNode>();
    parent.children.add(node);
    this.branches.added(node);
    this.#rows.update(node);
    this.#rows.update(parent);
  }

  /** Takes a new fold, and moves nodes from its parent into it. What is on the screen stays there. */
  fold(fold: TopicNode, nodes: readonly TopicNode[]): void {
    if (fold.parent === undefined) return;
    const { looked } = this;
    // A closed branch may have had the row of its only child.
    this.add(fold, fold.parent);
    fold.isOpen ||= fold.parent.isOpen && nodes.some((node) => looked.has(node));
    this.folds.fill(fold, nodes);
  }

  /** A message was recorded on this topic: its first, or one that may change the filter's result. */
  recorded(node: TopicNode, isFirst: boolean): void {
    this.#filtering.recorded(node, isFirst);
    if (isFirst) this.#rows.update(node);
  }

  /** A topic is about to lose its messages. */
  forget(topic: TopicNode): void {
    this.#filtering.forget(topic);
  }

  /** A branch has lost its own messages, or some of its children. */
  emptied(branch: TopicNode): void {
    this.#filtering.emptied(branch);
    this.#rows.update(branch);
  }

  /** Lets go of a node without children, which is taken from its parent. */
  remove(node: TopicNode, parent: TopicNode): void {
    this.#looked.delete(node);
    this.#looking.delete(node);
    this.#inRooms.delete(node);
    this.folds.remove(node);
    this.joined.setSplit(node, false);
    this.#rows.remove(node, parent);
    parent.children?.remove(node);
    if (parent.children?.count === 0) parent.children = undefined;
  }

  /**
   * Brings the rows on the screen up to date at `now`, ms since the epoch: sorts branches whose order has
   * aged, and applies a filter that depends on time again.
   */
  prepare(now: number): void {
    this.#siblings.now = now;
    this.#filtering.age(now);
    this.#looked = this.#looking;
    this.#looking = new Set();
    for (const node of this.#looked) this.#siblings.arrangeAbove(node);
  }

  /**
   * The visible rows `from` to `from + count`, top to bottom. A branch that comes on the screen is sorted
   * now, as `prepare` would have done.
   */
  rows(from: number, count: number): TopicNode[] {
    return this.rowsIn(this.#root, from, count);
  }

  /** The row that a node is in, or -1 if it is folded away or filtered out. */
  rowOf(node: TopicNode): number {
    return Math.max(-1, this.rowIn(this.#root, node) - 1);
  }

  /** The visible rows below a branch, as `rows` has them. */
  rowsIn(top: TopicNode, from: number, count: number): TopicNode[] {
    const found: TopicNode[] = [];
    this.#collect(top, { from, count }, found);
    for (const node of found) this.#looking.add(node);
    return found;
  }

  /** The row that a node is in, counted from that of a branch, or -1 if it is not to be seen below it. */
  rowIn(top: TopicNode, node: TopicNode): number {
    let row = 0;
    this.#looking.add(node);
    for (let at = this.joined.endOf(node); at !== top; at = at.parent) {
      if (at.rows === 0 || at.parent === undefined) return -1;
      if (this.joined.isJoined(at.parent)) continue;
      if (!this.isUnfolded(at.parent)) return -1;
      if (at.parent.children === undefined) return -1;
      this.#siblings.arrange(at.parent.children);
      row += (this.joined.isSpread(at.parent) ? 0 : 1) + at.parent.children.rowsBefore(at);
    }
    return row;
  }

  /** Whether the topics of joined rooms are left out: a filter finds them too. */
  get foldsRooms(): boolean {
    return !this.#filtering.wantsSome;
  }

  /** Leaves a topic of a joined room out of the rows, or (`undefined`) no longer. */
  setInRoom(node: TopicNode, inRoom: TopicNode['inRoom']): void {
    node.inRoom = inRoom;
    if (inRoom === undefined) this.#inRooms.delete(node);
    else this.#inRooms.add(node);
    this.#rows.update(node);
  }

  /** Whether the children are shown: the branch is open, or leads to what passes the filter. */
  isUnfolded(node: TopicNode): boolean {
    return this.#rows.isUnfolded(node);
  }

  /**
   * Shows only what passes the filter at `now`, ms since the epoch. The first topics are tested at once;
   * with many of them, `workOn` continues. New topics, and those with messages that may matter, are tested
   * afterwards, each once however many messages it has received.
   */
  setFilter(filter: TreeFilter, now: number): void {
    this.#filtering.set(filter, now);
    for (const node of this.#inRooms) this.#rows.update(node);
  }

  #collect(
    node: TopicNode,
    { from, count }: { from: number; count: number },
    found: TopicNode[],
  ): void {
    const { children } = node;
    if (children === undefined) return;
    this.#siblings.arrange(children);
    let { block: at, index, skip } = children.seek(from);
    for (; at < children.blocks.length; at += 1, index = 0) {
      const block = children.blocks[at];
      // With a narrow filter, most blocks have nothing to show.
      if (block === undefined || block.rows === 0) continue;
      for (; index < block.nodes.length && found.length < count; index += 1) {
        const child = block.nodes[index];
        if (child === undefined || child.rows === 0) continue;
        const end = this.joined.endOf(child);
        const own = this.joined.isSpread(end) ? 0 : 1;
        if (skip === 0 && own > 0) found.push(end);
        const below = { from: Math.max(0, skip - own), count };
        if (found.length < count && this.isUnfolded(end)) this.#collect(end, below, found);
        skip = 0;
      }
    }
  }
}
