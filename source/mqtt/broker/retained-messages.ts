import type { QoS } from '../message.ts';
import { topicLevels } from '../topic.ts';
import { below, type FilterNode, FilterTree, next } from './filter-tree.ts';
import type { BrokerLimits } from './broker-limits.ts';

/** A retained message. */
export type RetainedMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  /** Counts up; earlier subscribers receive the message live. */
  readonly sequence: number;
};

type Node = {
  readonly children: Map<string, Node>;
  message: RetainedMessage | undefined;
};

/** Roughly what a message takes besides its bytes. */
const overhead = 256;

/** Roughly what a level of the tree takes: long topics cost far more than their bytes. */
const levelOverhead = 224;

const weight = (topic: string, payload: string | Buffer): number =>
  overhead + topic.length + Buffer.byteLength(payload);

const newNode = (): Node => ({ children: new Map(), message: undefined });

/** The retained messages of a broker, as a tree of topics, up to a number and a size. */
export class RetainedMessages {
  readonly #root = newNode();
  readonly #limits: Pick<BrokerLimits, 'retained' | 'retainedBytes'>;
  #bytes = 0;
  #count = 0;
  #sequence = 0;

  constructor(limits: Pick<BrokerLimits, 'retained' | 'retainedBytes'>) {
    this.#limits = limits;
  }

  /** Counts the messages stored so far. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Stores a message in place of the previous one; an empty payload clears it. Returns whether there was room. */
  store(topic: string, payload: string | Buffer, qos: QoS): boolean {
    // The previous message is outdated even if there is no room for the new one.
    const levels = topicLevels(topic);
    this.#clear(levels);
    if (payload.length === 0) return true;
    this.#sequence += 1;
    const bytes =
      this.#bytes + weight(topic, payload) + levelOverhead * newLevels(this.#root, levels);
    if (this.#count + 1 > this.#limits.retained || bytes > this.#limits.retainedBytes) return false;
    this.#count += 1;
    this.#bytes = bytes;
    let node = this.#root;
    for (const level of levels) {
      const child = node.children.get(level) ?? newNode();
      node.children.set(level, child);
      node = child;
    }
    // A copy: the payload is a slice of a larger chunk.
    node.message = { topic, payload: Buffer.from(payload), qos, sequence: this.#sequence };
    return true;
  }

  /**
   * The messages whose topic names match any of the filters, each once, with the highest QoS among those
   * filters. Yields `undefined` now and then, so that the caller can look at the clock.
   */
  *matching(
    filters: Iterable<{ readonly topic: string; readonly qos: QoS }>,
  ): Generator<{ readonly message: RetainedMessage; readonly qos: QoS } | undefined> {
    const wanted = new FilterTree<QoS>();
    for (const { topic, qos } of filters) wanted.add(topic, qos);
    yield* walk(this.#root, [wanted.root], undefined);
  }

  #clear(levels: readonly string[]): void {
    const removed = this.#removeBelow(this.#root, levels);
    if (removed === undefined) return;
    this.#count -= 1;
    this.#bytes -= weight(removed.topic, removed.payload);
  }

  #removeBelow(node: Node, [level, ...deeper]: readonly string[]): RetainedMessage | undefined {
    if (level === undefined) {
      const { message } = node;
      node.message = undefined;
      return message;
    }
    const child = node.children.get(level);
    if (child === undefined) return undefined;
    const removed = this.#removeBelow(child, deeper);
    if (child.message === undefined && child.children.size === 0) {
      node.children.delete(level);
      this.#bytes -= levelOverhead;
    }
    return removed;
  }
}

/** How many levels of a topic are not in the tree yet. */
const newLevels = (root: Node, levels: readonly string[]): number => {
  let node: Node | undefined = root;
  for (const [depth, level] of levels.entries()) {
    node = node.children.get(level);
    if (node === undefined) return levels.length - depth;
  }
  return 0;
};

const greatest = (values: readonly QoS[], least: QoS | undefined): QoS | undefined =>
  values.length === 0 ? least : (Math.max(...values, least ?? 0) as QoS);

function* walk(
  node: Node,
  filters: readonly FilterNode<QoS>[],
  /** The QoS of a "#" further up. */
  inherited: QoS | undefined,
  depth = 0,
): Generator<{ readonly message: RetainedMessage; readonly qos: QoS } | undefined> {
  const all = greatest(below(filters), inherited);
  const qos = greatest(
    filters.flatMap(({ values }) => [...values]),
    all,
  );
  yield node.message === undefined || qos === undefined
    ? undefined
    : { message: node.message, qos };
  for (const [level, child] of node.children) {
    const mayBeWild = depth > 0 || !level.startsWith('$');
    const deeper = next(filters, level, mayBeWild);
    const deeperAll = mayBeWild ? all : undefined;
    if (deeper.length > 0 || deeperAll !== undefined)
      yield* walk(child, deeper, deeperAll, depth + 1);
    else yield undefined;
  }
}
