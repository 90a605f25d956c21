import type { KeptMessage } from './kept-message.ts';
import { Rate } from './rate.ts';

/** One topic level in the tree: a branch, a topic, or both. */
export class TopicNode {
  readonly level: string;
  /** The topic name down to this level. */
  readonly topic: string;
  readonly parent: TopicNode | undefined;
  readonly depth: number;
  readonly children = new Map<string, TopicNode>();
  /** The children in the order they are shown; see `TopicTree`. */
  order: TopicNode[] = [];
  /** When `order` was last sorted, ms; -1 when it must be sorted before it is shown. */
  orderedAt = 0;
  isOpen = false;
  /** Whether this topic's own name passes the tree's filter. */
  matches = true;
  /** Rows that this node and what is open below it take on the screen. */
  rows = 0;
  /** Sum of the children's rows, whether they are folded away or not. */
  childRows = 0;
  /** Messages of exactly this topic. */
  messages = 0;
  /** Messages of this topic and everything below. */
  messagesBelow = 0;
  /** Topics with at least one message, this one included. */
  topicsBelow = 0;
  readonly rate = new Rate();
  /** The newest messages of exactly this topic, oldest first. */
  history: KeptMessage[] = [];
  /** The newest message, or what is left of it when the history had to go. */
  last: KeptMessage | undefined;
  lastAt = 0;
  /** Whether the broker is known to hold a retained message here. */
  isRetained = false;

  constructor(level: string, parent: TopicNode | undefined) {
    this.level = level;
    this.parent = parent;
    this.depth = parent === undefined ? -1 : parent.depth + 1;
    this.topic = parent === undefined || parent.depth === -1 ? level : `${parent.topic}/${level}`;
  }
}

/** This node and all below it, parents first, without recursion. */
export function* nodesBelow(node: TopicNode): Generator<TopicNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (const child of next.children.values()) open.push(child);
  }
}
