import type { Message } from '../mqtt/message.ts';
import { topicLevels } from '../mqtt/topic.ts';
import { Arrivals } from './arrivals.ts';
import type { StoredMessage } from './stored-message.ts';
import { MessageStore } from './message-store.ts';
import { windowAt } from './rate.ts';
import { Recency } from './recency.ts';
import type { RecordAddress } from './record-address.ts';
import { RoomBranches } from './room-branches.ts';
import { TopicHistories } from './topic-histories.ts';
import { TopicIndex } from './topic-index.ts';
import { TopicNode } from './topic-node.ts';
import type { TreeLimits } from './tree-limits.ts';
import { TreeView } from './tree-view.ts';

/** Branches take memory too: the average number of levels per topic that the limit allows for. */
const nodesPerTopic = 4;

/** About how much memory a node takes, bytes, including its entries in the maps and among its siblings. */
const nodeCost = 420;

/** The length of a name, in UTF-16 units, that this includes; a longer one takes more at each of its levels. */
const usualName = 100;

/** Deeper levels share one row: a topic of 32,768 levels must not cost 32,768 rows. */
const deepest = 64;

const treeLevels = (topic: string): readonly string[] => {
  const levels = topicLevels(topic);
  return levels.length <= deepest
    ? levels
    : [...levels.slice(0, deepest - 1), levels.slice(deepest - 1).join('/')];
};

/** Counts a topic's first message. */
const countTopic = (node: TopicNode): void => {
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) up.topicsBelow += 1;
};

/** The size of a topic's newest payload, bytes. */
const grow = (node: TopicNode, bytes: number): void => {
  const growth = bytes - node.bytes;
  node.bytes = bytes;
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent)
    up.bytesBelow += growth;
};

/** Every topic seen, as a tree of levels, with its kept messages. */
export class TopicTree {
  readonly root = new TopicNode({ topic: '', level: '', parent: undefined, identifier: -1 });
  readonly view: TreeView;
  /** The topics of joined rooms. */
  readonly rooms = new RoomBranches(this);
  readonly store: MessageStore;
  readonly histories: TopicHistories;
  /** When each topic's live messages come. */
  readonly arrivals = new Arrivals();
  /** Which messages are new. Needs the time of every frame. */
  readonly recency = new Recency();
  /** How many messages were recorded. */
  recorded = 0;
  /** How many messages were dropped because their topic exceeded the limit of topics. */
  notStored = 0;
  readonly #limits: TreeLimits;
  /** How many bytes long names take in addition to `nodeCost`. */
  #longNames = 0;
  /** Every node but the root, by identifier. */
  readonly #nodes: TopicNode[] = [];
  readonly #byTopic = new TopicIndex(this.#nodes);

  /** `onBusy`: see `TreeView`. */
  constructor(limits: TreeLimits, onBusy: () => void = () => undefined) {
    this.#limits = limits;
    this.store = new MessageStore(limits);
    this.histories = new TopicHistories(this.store, limits.history, this.#nodes);
    this.view = new TreeView(this.root, this.#nodes, onBusy);
  }

  /** How many topics have received a message. */
  get topics(): number {
    return this.root.topicsBelow;
  }

  /** About how many bytes of memory the tree and the kept messages take. */
  get memory(): number {
    return this.store.bytes + this.#nodeMemory;
  }

  get #nodeMemory(): number {
    return this.#nodes.length * nodeCost + this.#longNames;
  }

  /** The node of a topic or branch. */
  find(topic: string): TopicNode | undefined {
    return this.#byTopic.get(topic);
  }

  /** Topics and branches that start with `start`, at most one level further, by name; branches end in `/`. */
  topicsStartingWith(start: string, limit: number): string[] {
    const slash = start.lastIndexOf('/');
    const branch = slash === -1 ? this.root : this.#byTopic.get(start.slice(0, slash));
    const found: string[] = [];
    for (const { messages, topic } of branch?.children?.byName() ?? []) {
      if (found.length >= limit) break;
      if (topic.startsWith(start)) found.push(messages === 0 ? `${topic}/` : topic);
    }
    return found;
  }

  /** Every topic and branch by identifier, that is, in order of arrival. */
  get nodes(): readonly TopicNode[] {
    return this.#nodes;
  }

  /**
   * Records a message and returns its topic's node; `undefined` if there is no room for the topic. A message
   * that the broker had stored (`isStored`) does not count as rate, nor as an arrival.
   */
  record(message: Message, isStored = false): TopicNode | undefined {
    const node = this.#nodeFor(message.topic);
    if (node === undefined) {
      this.notStored += 1;
      return undefined;
    }
    this.recorded += 1;
    const isFirst = node.messages === 0;
    if (isFirst) countTopic(node);
    if (message.retain) node.isRetained = message.payload.length > 0;
    this.histories.add(node, message);
    if (!isStored) this.arrivals.note(node.identifier, message.receivedAt);
    if (message.payload.length !== node.bytes) grow(node, message.payload.length);
    const window = windowAt(message.receivedAt);
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) {
      up.messagesBelow += 1;
      up.latest = this.recorded;
      if (!isStored) up.rate.addIn(window);
    }
    if (isFirst || this.view.followsMessages) this.view.recorded(node, isFirst);
    return node;
  }

  /**
   * Counts messages of a topic before the first recorded one, without keeping them; `isRetained`: whether,
   * by these, a message is retained.
   */
  skip(topic: string, messages: number, isRetained: boolean): void {
    const node = this.#nodeFor(topic);
    if (node === undefined) {
      this.notStored += messages;
      return;
    }
    this.recorded += messages;
    node.isRetained = isRetained;
    node.messages += messages;
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) {
      up.topicsBelow += 1;
      up.messagesBelow += messages;
    }
    this.view.recorded(node, true);
  }

  /** The newest message of a topic, or what remains of it once its history is evicted. */
  last(node: TopicNode): StoredMessage | undefined {
    return this.histories.last(node);
  }

  /** Reads a message held in the store. */
  read(address: RecordAddress): StoredMessage {
    return this.store.read(address, this.#nodes[this.store.topicAt(address)]?.topic ?? '');
  }

  /** The node of a topic, added if need be; `undefined` for a new topic beyond the limit. */
  #nodeFor(topic: string): TopicNode | undefined {
    const known = this.#byTopic.get(topic);
    if (known !== undefined && known.messages > 0) return known;
    const { topics, memory } = this.#limits;
    const isFull =
      this.topics >= topics ||
      this.#byTopic.size >= topics * nodesPerTopic ||
      this.#longNames >= memory;
    return isFull ? undefined : (known ?? this.#add(topic));
  }

  #add(topic: string): TopicNode {
    // Most new topics belong to an existing branch.
    const slash = topic.lastIndexOf('/');
    const branch = slash === -1 ? this.root : this.#byTopic.get(topic.slice(0, slash));
    if (branch !== undefined && branch.depth < deepest - 2)
      return this.#child(branch, topic.slice(slash + 1), topic);
    let node = this.root;
    for (const level of treeLevels(topic)) {
      const prefix = node === this.root ? level : `${node.topic}/${level}`;
      node = this.#byTopic.get(prefix) ?? this.#child(node, level, prefix);
    }
    return node;
  }

  #child(parent: TopicNode, level: string, topic: string): TopicNode {
    const child = new TopicNode({ topic, level, parent, identifier: this.#nodes.length });
    this.#nodes.push(child);
    this.#byTopic.add(child);
    child.inRoom = this.rooms.roleOf(child);
    this.view.add(child, parent);
    this.#longNames += 2 * Math.max(0, topic.length - usualName);
    this.store.leave(this.#nodeMemory);
    return child;
  }
}
