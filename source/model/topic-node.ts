import type { Block, Children } from './children.ts';
import type { StoredMessage } from './stored-message.ts';
import { type RecordAddress, nowhere } from './record-address.ts';
import { Rate } from './rate.ts';

/** One topic level in the tree: a branch, a topic, or both. */
export class TopicNode {
  /** Messages of exactly this topic. */
  messages = 0;
  /** Messages of this topic and everything below. */
  messagesBelow = 0;
  /** When the newest message at or below this level came, in messages that the tree has had. */
  latest = 0;
  /** Bytes of the newest payload of exactly this topic, as it came. */
  bytes = 0;
  /** Bytes of the newest payloads of this topic and everything below. */
  bytesBelow = 0;
  readonly parent: TopicNode | undefined;
  readonly rate = new Rate();
  /** How many of the newest messages of exactly this topic are kept; see `TopicHistories`. */
  kept = 0;
  newest: RecordAddress = nowhere;
  oldest: RecordAddress = nowhere;
  /** Whether the broker is known to hold a retained message here. */
  isRetained = false;
  /** Whether its messages may be about devices; see `Devices`. */
  tellsOfDevices = false;
  /** What is left of the newest message when none is kept any longer. */
  remains: StoredMessage | undefined;
  /** Counts up over the nodes of a tree. */
  readonly identifier: number;
  readonly level: string;
  /** The topic name down to this level. */
  readonly topic: string;
  readonly depth: number;
  /** `undefined` as long as there are none. */
  children: Children<TopicNode> | undefined;
  /** Where this node stands among its parent's children. */
  block: Block<TopicNode> | undefined;
  isOpen = false;
  /** Whether this topic or branch itself is what the tree's filter wants. */
  matches = true;
  /** Whether it is among what is not to be shown. */
  isExcluded = false;
  /** Rows that this node and what is open below it take on the screen. */
  rows = 0;
  /** Sum of the children's rows, whether they are folded away or not. */
  childRows = 0;
  /** Topics with at least one message, this one included. */
  topicsBelow = 0;

  constructor(place: {
    readonly topic: string;
    readonly level: string;
    readonly parent: TopicNode | undefined;
    readonly identifier: number;
  }) {
    this.parent = place.parent;
    this.identifier = place.identifier;
    this.level = place.level;
    this.topic = place.topic;
    this.depth = place.parent === undefined ? -1 : place.parent.depth + 1;
  }
}

/** This node and all below it, parents first, without recursion. */
export function* nodesBelow(node: TopicNode): Generator<TopicNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (const { nodes } of next.children?.blocks ?? []) open.push(...nodes);
  }
}
