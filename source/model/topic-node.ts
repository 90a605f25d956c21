import type { Block, Children } from './children.ts';
import type { StoredMessage } from './stored-message.ts';
import { type RecordAddress, nowhere } from './record-address.ts';
import { Rate } from './rate.ts';

/** Where a node is. */
export type NodePlace = {
  readonly topic: string;
  readonly level: string;
  readonly parent: TopicNode | undefined;
  readonly identifier: number;
  /** See `TopicNode`. */
  readonly isFold?: boolean;
};

/**
 * One topic level in the tree: a branch, a topic, or both. It is itself the rate of the messages at and below
 * it: what every message changes is adjacent in memory, which is waited for once.
 */
export class TopicNode extends Rate {
  /** The level above, or the fold that it is in. */
  parent: TopicNode | undefined;
  /** No other node of the tree has it. */
  readonly identifier: number;
  /** How many messages this exact topic has received. */
  messages = 0;
  /** How many messages this topic and everything below have received. */
  messagesBelow = 0;
  /** The number, among all messages of the tree, of the newest message at or below this level. */
  latest = 0;
  /** How many of this exact topic's newest messages are kept; see `TopicHistories`. */
  kept = 0;
  newest: RecordAddress = nowhere;
  oldest: RecordAddress = nowhere;
  /** The size of this exact topic's newest payload as received, bytes. */
  bytes = 0;
  /** Whether its messages may be about devices; see `Devices`. */
  tellsOfDevices = false;
  /** What remains of the newest message once none is kept any longer. */
  remains: StoredMessage | undefined;
  /** The topic name down to this level. */
  readonly topic: string;
  readonly level: string;
  readonly depth: number;
  /**
   * Whether it groups the siblings whose names have one shape, its level: they are its children. Its topic
   * is a filter, such as `churn/+`, so that no real topic has the same.
   */
  readonly isFold: boolean;
  /** In a fold, where the newest message came. */
  newestBelow: TopicNode | undefined = undefined;
  /** Whether the broker is known to hold a retained message here. */
  isRetained = false;
  /** Messages up to this sequence number are not this topic's, whatever their identifier. */
  since = 0;
  /** The total size of the newest payloads of this topic and everything below, bytes. */
  bytesBelow = 0;
  /** How many topics at or below this level have at least one message. */
  topicsBelow = 0;
  /** `undefined` while there are none. */
  children: Children<TopicNode> | undefined;
  /** The block of this node among its parent's children. */
  block: Block<TopicNode> | undefined;
  isOpen = false;
  /** Whether it is the topic name of a joined room, or a part below that; see `RoomBranches`. */
  inRoom: 'name' | 'part' | undefined = undefined;
  /** Whether this topic or branch itself passes the tree's filter. */
  matches = true;
  /** Whether it is excluded. */
  isExcluded = false;
  /** How many rows this node and everything open below it take. */
  rows = 0;
  /** The sum of the children's rows, whether they are folded away or not. */
  childRows = 0;

  constructor(place: NodePlace) {
    super();
    this.parent = place.parent;
    this.identifier = place.identifier;
    this.level = place.level;
    this.topic = place.topic;
    this.isFold = place.isFold === true;
    // A fold is no level.
    const { parent } = place;
    this.depth = parent === undefined ? -1 : parent.depth + (parent.isFold ? 0 : 1);
  }

  /** Messages per second at and below this level. */
  get rate(): Rate {
    return this;
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
