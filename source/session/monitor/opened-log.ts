import { BranchLog } from '../../model/branch-log.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';

/** The messages of the topic or branch opened last; those of all topics count as a branch. */
export class OpenedLog {
  /** `undefined` until one is opened, and while the tree does not have what is open. */
  log: BranchLog | undefined;
  readonly #tree: () => TopicTree;
  /** How many messages of closed logs were on the screen. */
  #shownBefore = 0;
  /** Finds in the tree what is open. */
  #find: () => TopicNode | undefined = () => undefined;

  /** `tree`: the present one. */
  constructor(tree: () => TopicTree) {
    this.#tree = tree;
  }

  /** How many messages were on the screen at least once. */
  get shown(): number {
    return this.#shownBefore + (this.log?.shown ?? 0);
  }

  /** Opens a topic or branch, unless it is open. */
  open(node: TopicNode): BranchLog {
    const tree = this.#tree();
    const { topic } = node;
    this.#find = node === tree.root ? () => this.#tree().root : () => this.#tree().find(topic);
    if (this.log?.isOf(node) === true) return this.log;
    this.#shownBefore = this.shown;
    this.log?.close();
    this.log = new BranchLog(node, tree);
    return this.log;
  }

  /** The tree was replaced by another. */
  leave(): void {
    this.#shownBefore = this.shown;
    this.log = undefined;
  }

  /** What is open, if the tree has it. */
  find(): TopicNode | undefined {
    return this.#find();
  }
}
