import type { Block, Children } from './children.ts';
import type { StoredMessage } from './stored-message.ts';
import { type RecordAddress, nowhere } from './record-address.ts';
import { Rate } from './rate.ts';

/** Where a node is. */
export type NodePlace = {
  readonly topic: string;
  readonly parent: TopicNode | undefined;
  readonly identifier: number;
  /** See `TopicNode`. */
  readonly isFold?: boolean;
};

/** The booleans of a node, one bit each: a field each would take 8 bytes. */
const flags = {
  isFold: 1,
  isRetained: 2,
  tellsOfDevices: 4,
  isOpen: 8,
  matches: 16,
  isExcluded: 32,
  isRoomName: 64,
  isRoomPart: 128,
} as const;

/**
 * One topic level in the tree: a branch, a topic, or both. It extends its own rate, so that all that a message
 * changes lies together in memory: one wait for the cache instead of two.
 */
export class TopicNode extends Rate {
  /** The level above, or the fold that it is in. */
  parent: TopicNode | undefined;
  /** No other node of the tree has it. */
  readonly identifier: number;
  /** How many messages this exact topic has received. */
  messages = 0;
  /** How many messages this topic and everything below have received, with those that have given way. */
  messagesBelow = 0;
  /** The number, among all messages of the tree, of the newest message at or below this level. */
  latest = 0;
  /** How many of this exact topic's newest messages are kept; see `TopicHistories`. */
  kept = 0;
  newest: RecordAddress = nowhere;
  oldest: RecordAddress = nowhere;
  /** The size of this exact topic's newest payload as received, bytes. */
  bytes = 0;
  #flags: number = flags.matches;
  /** The topic name down to this level. */
  readonly topic: string;
  /** What remains of the newest message once none is kept any longer. */
  remains: StoredMessage | undefined;
  /** Messages up to this sequence number are not this topic's, whatever their identifier. */
  since = 0;
  /** `undefined` while there are none. */
  children: Children<TopicNode> | undefined;
  /** The block of this node among its parent's children. */
  block: Block<TopicNode> | undefined;
  /** How many rows this node and everything open below it take. */
  rows = 0;

  constructor({ topic, parent, identifier, isFold = false }: NodePlace) {
    super();
    this.parent = parent;
    this.identifier = identifier;
    this.topic = topic;
    this.#set(flags.isFold, isFold);
  }

  /** The total size of the newest payloads of this topic and everything below, bytes. */
  get bytesBelow(): number {
    return this.bytes + (this.children?.bytes ?? 0);
  }

  /** How many topics at or below this level have at least one message. */
  get topicsBelow(): number {
    return (this.messages > 0 ? 1 : 0) + (this.children?.topics ?? 0);
  }

  /** The sum of the children's rows, whether they are folded away or not. */
  get childRows(): number {
    return this.children?.rows ?? 0;
  }

  /** Messages per second at and below this level. */
  get rate(): Rate {
    return this;
  }

  /** The last level of the topic, of those that the tree has; of a fold, the shape of its children's. */
  get level(): string {
    if (this.isFold) return this.children?.shape ?? '';
    const branch = this.parent?.isFold === true ? this.parent.parent : this.parent;
    return branch?.parent === undefined ? this.topic : this.topic.slice(branch.topic.length + 1);
  }

  /** How many levels are above it; a fold is no level. */
  get depth(): number {
    let depth = -1;
    for (let up = this.parent; up !== undefined; up = up.parent) if (!up.isFold) depth += 1;
    return depth;
  }

  /** In a fold, where the newest message came. */
  get newestBelow(): TopicNode | undefined {
    return this.children?.newest;
  }

  /**
   * Whether it groups the siblings whose names have one shape, its level: they are its children. Its topic
   * is a filter, such as `churn/+`, so that no real topic has the same.
   */
  get isFold(): boolean {
    return this.#is(flags.isFold);
  }

  /** Whether the broker is known to hold a retained message here. */
  get isRetained(): boolean {
    return this.#is(flags.isRetained);
  }

  set isRetained(is: boolean) {
    this.#set(flags.isRetained, is);
  }

  /** Whether its messages may be about devices; see `Devices`. */
  get tellsOfDevices(): boolean {
    return this.#is(flags.tellsOfDevices);
  }

  set tellsOfDevices(is: boolean) {
    this.#set(flags.tellsOfDevices, is);
  }

  get isOpen(): boolean {
    return this.#is(flags.isOpen);
  }

  set isOpen(is: boolean) {
    this.#set(flags.isOpen, is);
  }

  /** Whether this topic or branch itself passes the tree's filter. */
  get matches(): boolean {
    return this.#is(flags.matches);
  }

  set matches(is: boolean) {
    this.#set(flags.matches, is);
  }

  /** Whether it is excluded. */
  get isExcluded(): boolean {
    return this.#is(flags.isExcluded);
  }

  set isExcluded(is: boolean) {
    this.#set(flags.isExcluded, is);
  }

  /** Whether it is the topic name of a joined room, or a part below that; see `RoomBranches`. */
  get inRoom(): 'name' | 'part' | undefined {
    if (this.#is(flags.isRoomName)) return 'name';
    return this.#is(flags.isRoomPart) ? 'part' : undefined;
  }

  set inRoom(role: 'name' | 'part' | undefined) {
    this.#set(flags.isRoomName, role === 'name');
    this.#set(flags.isRoomPart, role === 'part');
  }

  #is(flag: number): boolean {
    return (this.#flags & flag) !== 0;
  }

  #set(flag: number, is: boolean): void {
    this.#flags = is ? this.#flags | flag : this.#flags & ~flag;
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
