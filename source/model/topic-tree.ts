import type { Message } from '../mqtt/message.ts';
import type { PublishFrame } from '../mqtt/publish-frame.ts';
import { alikeAmong, foldFor } from './alike-children.ts';
import { Arrivals } from './arrivals.ts';
import { shapeOf } from './identifier-shape.ts';
import type { StoredMessage } from './stored-message.ts';
import { MessageStore } from './message-store.ts';
import { windowAt } from './rate.ts';
import { Recency } from './recency.ts';
import type { RecordAddress } from './record-address.ts';
import { RecordContent } from './record-content.ts';
import { isOfRoom, RoomBranches } from './room-branches.ts';
import { countAbove, countMessage, noteNewest, setBytes } from './topic-counts.ts';
import { TopicHistories } from './topic-histories.ts';
import { SilenceOrder } from './silence-order.ts';
import { TopicNode } from './topic-node.ts';
import { TopicNodes } from './topic-nodes.ts';
import type { TreeLimits } from './tree-limits.ts';
import { deepest, treeLevels } from './tree-levels.ts';
import { TreeView } from './tree-view.ts';
import type { FullTree, TreeWiring } from './tree-wiring.ts';

/** Branches take memory too: the average number of levels per topic that the limit allows for. */
const nodesPerTopic = 4;

/** Every topic seen, as a tree of levels, with its kept messages. A full one keeps those heard last. */
export class TopicTree {
  readonly root = new TopicNode({ topic: '', parent: undefined, identifier: -1 });
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
  /** Topics that have given way to new ones, each time it happened, and the messages they had received. */
  readonly gaveWay = { topics: 0, messages: 0 };
  readonly #limits: TreeLimits;
  readonly #wiring: Partial<TreeWiring>;
  readonly #nodes = new TopicNodes();
  readonly #content = new RecordContent();
  readonly #silence: SilenceOrder;

  constructor(limits: TreeLimits, wiring: Partial<TreeWiring> = {}) {
    this.#limits = limits;
    this.#wiring = wiring;
    const nodes = this.#nodes.byIdentifier;
    this.store = new MessageStore(limits);
    this.histories = new TopicHistories(this.store, limits.history, nodes);
    this.view = new TreeView(this.root, nodes, wiring.onBusy ?? (() => undefined));
    this.#silence = new SilenceOrder({
      nodes,
      numberOf: (node) => this.histories.newestNumber(node),
      mustStay: (node) => this.#mustStay(node),
    });
  }

  /** How many topics have received a message. */
  get topics(): number {
    return this.root.topicsBelow;
  }

  /** About how many bytes of memory the tree and the kept messages take. */
  get memory(): number {
    return this.store.bytes + this.#nodes.memory;
  }

  /** The node of a topic or branch. */
  find(topic: string): TopicNode | undefined {
    return this.#nodes.find(topic);
  }

  /** The topic that has messages whose name is in `bytes` from `start` to before `end`, as UTF-8. */
  findBytes(bytes: Uint8Array, start: number, end: number): TopicNode | undefined {
    const node = this.#nodes.findBytes(bytes, start, end);
    return node === undefined || node.messages === 0 ? undefined : node;
  }

  /** Every topic and branch. */
  get nodes(): TopicNode[] {
    return this.#nodes.all;
  }

  /** Counts up with each topic or branch that is added. */
  get added(): number {
    return this.#nodes.added;
  }

  /**
   * Records a message and returns its topic's node; `undefined` for a new topic of a full tree in which all
   * must stay. A message that the broker had stored (`isStored`) does not count as rate, nor as an arrival.
   */
  record(message: Message, isStored = false): TopicNode | undefined {
    const node = this.#nodeFor(message.topic);
    if (node === undefined) this.notStored += 1;
    else this.#record(node, this.#content.ofMessage(message), isStored);
    return node;
  }

  /** Records a PUBLISH packet as `record` does; `node` is what `findBytes` has found for its topic name. */
  recordFrame(node: TopicNode, frame: PublishFrame, isStored = false): void {
    this.#record(node, this.#content.ofFrame(frame), isStored);
  }

  #record(node: TopicNode, content: RecordContent, isStored: boolean): void {
    this.recorded += 1;
    const isFirst = node.messages === 0;
    const size = content.end - content.start;
    if (content.retain) node.isRetained = size > 0;
    this.histories.add(node, content);
    if (isFirst) {
      countAbove(node, 'topics', 1);
      this.#silence.add(node);
    }
    if (!isStored) this.arrivals.note(node.identifier, content.receivedAt);
    if (size !== node.bytes) setBytes(node, size);
    countMessage(node, this.recorded, isStored ? undefined : windowAt(content.receivedAt));
    if (this.view.folds.exist) noteNewest(node);
    if (isFirst || this.view.followsMessages) this.view.recorded(node, isFirst);
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
    countAbove(node, 'topics', 1);
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent)
      up.messagesBelow += messages;
    this.#silence.add(node);
    this.view.recorded(node, true);
  }

  /** The newest message of a topic, or what remains of it once its history is evicted. */
  last(node: TopicNode): StoredMessage | undefined {
    return this.histories.last(node);
  }

  /** The topic of a message in a history. */
  topicOf(address: RecordAddress): string {
    return this.#nodes.byIdentifier[this.store.topicAt(address)]?.topic ?? '';
  }

  /** The node of a topic, added if need be; `undefined` for a new topic that has no room. */
  #nodeFor(topic: string): TopicNode | undefined {
    const known = this.find(topic);
    if (known !== undefined && known.messages > 0) return known;
    if (this.#reached === undefined) return known ?? this.#add(topic);
    // The branch of that name may have had to go.
    return this.#makeRoom() ? (this.find(topic) ?? this.#add(topic)) : undefined;
  }

  /** The limit that is reached; `undefined` while there is room for a topic. */
  get #reached(): FullTree['limit'] | undefined {
    const { topics, memory } = this.#limits;
    if (this.topics >= topics || this.#nodes.count >= topics * nodesPerTopic) return 'topics';
    return this.#nodes.longNames >= memory ? 'memory' : undefined;
  }

  /** Makes room for a topic in a full tree; returns whether there is some. */
  #makeRoom(): boolean {
    let limit = this.#reached;
    let full: FullTree | undefined;
    // A topic of many levels may take the place of as many topics of one.
    for (let left = deepest; limit !== undefined && left > 0; left -= 1) {
      const silent = this.#silence.take();
      full = { outcome: silent === undefined ? 'turned away' : 'gave way', limit };
      if (silent === undefined) break;
      this.#remove(silent);
      limit = this.#reached;
    }
    if (full !== undefined) this.#wiring.onFull?.(full);
    return limit === undefined;
  }

  #mustStay(node: TopicNode): boolean {
    return node.isRetained || isOfRoom(node) || this.#wiring.mustStay?.(node) === true;
  }

  /** Forgets a topic, and the branches that lead to no other. What it counted stays in the branches' counts of messages. */
  #remove(topic: TopicNode): void {
    this.gaveWay.topics += 1;
    this.gaveWay.messages += topic.messages;
    this.view.forget(topic);
    this.histories.forget(topic);
    this.arrivals.forget(topic.identifier);
    if (topic.bytes > 0) setBytes(topic, 0);
    countAbove(topic, 'topics', -1);
    topic.messages = 0;
    topic.isRetained = false;
    topic.tellsOfDevices = false;
    let empty = topic;
    while (empty.topicsBelow === 0 && empty.parent !== undefined) {
      const { parent } = empty;
      if (empty.isFold && parent.children !== undefined) parent.children.fold = undefined;
      this.view.remove(empty, parent);
      this.#nodes.remove(empty);
      empty = parent;
    }
    this.view.emptied(empty);
  }

  #add(topic: string): TopicNode {
    // Most new topics belong to an existing branch.
    const slash = topic.lastIndexOf('/');
    const branch = slash === -1 ? this.root : this.find(topic.slice(0, slash));
    if (branch !== undefined && branch.depth < deepest - 2)
      return this.#child(branch, topic.slice(slash + 1), topic);
    let node = this.root;
    for (const level of treeLevels(topic)) {
      const prefix = node === this.root ? level : `${node.topic}/${level}`;
      node = this.find(prefix) ?? this.#child(node, level, prefix);
    }
    return node;
  }

  #child(branch: TopicNode, level: string, topic: string): TopicNode {
    const fold = branch.children?.fold;
    const parent = fold !== undefined && shapeOf(level) === fold.level ? fold : branch;
    const child = this.#nodes.add({ topic, parent });
    child.since = this.store.sequence;
    child.inRoom = this.rooms.roleOf(child);
    this.view.add(child, parent);
    this.store.leave(this.#nodes.memory);
    if (fold === undefined) this.#foldAlike(branch);
    return child;
  }

  /** Gives children that are named alike a common row, if they are very many. */
  #foldAlike(branch: TopicNode): void {
    const alike = branch.children && alikeAmong(branch.children);
    const fold = alike && foldFor(alike, branch, this.#nodes);
    if (alike !== undefined && fold !== undefined) this.view.fold(fold, alike.nodes);
  }
}
