import assert from 'node:assert/strict';
import { BranchLog } from '../../source/model/branch-log.ts';
import type { StoredMessage } from '../../source/model/stored-message.ts';
import type { TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import type { Message } from '../../source/mqtt/message.ts';

type Limits = { readonly history: number; readonly payload: number; readonly memory: number };

/** Everything about a message as text, to compare many of them quickly. */
const inWords = (message: Omit<StoredMessage, 'payload'>, payload: Uint8Array): string => {
  const { sequence, topic, size, qos, retain, receivedAt, properties } = message;
  const rest = JSON.stringify([sequence, topic, size, qos, retain, receivedAt, properties]);
  return `${rest} ${Buffer.from(payload).toString('latin1')}`;
};

const inWordsAsKept = (message: StoredMessage): string => inWords(message, message.payload);

/** A message as it was recorded, and what must remain of it. */
type Recorded = { readonly kept: string; readonly remains: string };

const recordedAs = (message: Message, sequence: number, limit: number): Recorded => {
  const { payload } = message;
  // Properties larger than the payload limit are not kept; the tests use 10,000 bytes for those.
  const isLarge = (message.properties?.contentType?.length ?? 0) >= 10_000;
  const properties = isLarge ? undefined : message.properties;
  const rest = { ...message, sequence, size: payload.length };
  return {
    kept: inWords({ ...rest, properties }, payload.subarray(0, limit)),
    remains: inWords({ ...rest, properties: undefined }, payload.subarray(0, Math.min(32, limit))),
  };
};

/** A log of a branch, and the sequence numbers of the messages that it should have, by position. */
class CheckedLog {
  readonly log: BranchLog;
  readonly #tree: TopicTree;
  readonly #node: TopicNode;
  readonly #sequences: number[];
  #cleared = 0;

  constructor(node: TopicNode, tree: TopicTree, backlog: readonly StoredMessage[]) {
    this.#tree = tree;
    this.#node = node;
    this.log = new BranchLog(node, tree);
    this.#sequences = backlog
      .filter(({ topic }) => this.#includes(topic))
      .map(({ sequence }) => sequence)
      .toSorted((a, b) => a - b);
  }

  #includes(topic: string): boolean {
    const branch = this.#node.topic;
    return this.#node === this.#tree.root || topic === branch || topic.startsWith(`${branch}/`);
  }

  offer(node: TopicNode, sequence: number): void {
    this.log.offer(node);
    if (this.#includes(node.topic)) this.#sequences.push(sequence);
  }

  clear(): void {
    this.#cleared += this.log.length;
    this.log.clear();
  }

  /** Checks that it has what was recorded, except what had to be evicted, and everything that a history still has. */
  check(recorded: readonly Recorded[], histories: ReadonlySet<number>): void {
    const { log } = this;
    assert.equal(log.end, this.#sequences.length);
    assert.equal(log.evicted, log.first - this.#cleared);
    assert.equal(log.at(log.first - 1), undefined);
    assert.equal(log.at(log.end), undefined);
    const found: string[] = [];
    const wanted: string[] = [];
    for (let position = log.first; position < log.end; position += 1) {
      const sequence = this.#sequences[position] ?? 0;
      const message = log.at(position);
      // Some in between may be gone, but not the first one, and none that a history has.
      const mayBeGone = position > log.first && !histories.has(sequence);
      if (message === undefined && mayBeGone) continue;
      found.push(message === undefined ? 'gone' : inWordsAsKept(message));
      wanted.push(recorded[sequence - 1]?.kept ?? '');
    }
    assert.deepEqual(found, wanted);
  }
}

/** Everything that was recorded in a tree, to compare with what the tree has kept. */
export class NaiveHistories {
  readonly logs: CheckedLog[] = [];
  /** How many messages were dropped because their topic had enough. */
  outgrown = 0;
  readonly #tree: TopicTree;
  readonly #limits: Limits;
  /** By sequence number, from 1. */
  readonly #recorded: Recorded[] = [];
  /** Sequence numbers by topic. */
  readonly #byTopic = new Map<TopicNode, number[]>();

  constructor(tree: TopicTree, limits: Limits) {
    this.#tree = tree;
    this.#limits = limits;
  }

  record(message: Message): void {
    const tree = this.#tree;
    const kept = new Map([...this.#byTopic.keys()].map((topic) => [topic, topic.kept]));
    const { evicted } = tree.histories;
    const node = tree.record(message);
    if (node === undefined) throw new Error('there was no room');
    const sequence = this.#recorded.length + 1;
    const { history, memory, payload } = this.#limits;
    const limit = Math.min(payload, Math.floor(memory / 8));
    this.#recorded.push(recordedAs(message, sequence, limit));
    const sequences = this.#byTopic.get(node) ?? [];
    this.#byTopic.set(node, [...sequences.slice(-history), sequence]);
    for (const log of this.logs) log.offer(node, sequence);
    // The newest is there, nothing else was added, and at most one is gone that was not evicted.
    let gone = 1;
    for (const [topic] of this.#byTopic) gone += (kept.get(topic) ?? 0) - topic.kept;
    const isFull = (kept.get(node) ?? 0) === history;
    const outgrown = gone - (tree.histories.evicted - evicted);
    const isRight = outgrown === 0 || (outgrown === 1 && isFull);
    const isWithin = node.kept > 0 && tree.store.bytes <= memory;
    assert.ok(isRight && isWithin, JSON.stringify({ outgrown, isFull, isWithin }));
    this.outgrown += outgrown;
  }

  open(topic: string): void {
    const node = topic === '' ? this.#tree.root : this.#tree.find(topic);
    if (node === undefined || this.logs.length > 1) return;
    const kept = [...this.#byTopic.keys()].flatMap((below) => this.#tree.histories.of(below));
    this.logs.push(new CheckedLog(node, this.#tree, kept));
  }

  close(): void {
    this.logs.shift()?.log.close();
  }

  /** Checks that each history is the end of what was recorded on its topic, and checks the logs. */
  check(): void {
    const { histories } = this.#tree;
    const all = new Set<number>();
    for (const [node, sequences] of this.#byTopic) {
      const history = histories.of(node);
      assert.equal(history.length, node.kept);
      assert.ok(history.length <= this.#limits.history);
      const newest = sequences.slice(sequences.length - history.length);
      for (const { sequence } of history) all.add(sequence);
      assert.deepEqual(
        history.map(inWordsAsKept),
        newest.map((at) => this.#recorded[at - 1]?.kept),
      );
      const last = histories.last(node);
      const recorded = this.#recorded[(sequences.at(-1) ?? 0) - 1];
      const wanted = history.length === 0 ? recorded?.remains : recorded?.kept;
      assert.equal(last && inWordsAsKept(last), wanted);
    }
    assert.equal(histories.evicted, this.#recorded.length - all.size - this.outgrown);
    for (const log of this.logs) log.check(this.#recorded, all);
  }
}
