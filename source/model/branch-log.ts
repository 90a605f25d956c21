import { BoundedLog } from './bounded-log.ts';
import { costOf, type KeptMessage } from './kept-message.ts';
import { nodesBelow, type TopicNode } from './topic-node.ts';

const limits = { entries: 10_000, bytes: 32 * 1024 * 1024 };

/** What is gathered of the past when a branch is chosen. */
const backlog = 2000;

/** The messages of one topic or branch in the order they came: what the topic histories hold, then what comes. */
export class BranchLog {
  readonly topic: string;
  readonly entries = new BoundedLog<KeptMessage>(limits, costOf);
  readonly #prefix: string;

  constructor(node: TopicNode) {
    this.topic = node.topic;
    this.#prefix = `${node.topic}/`;
    for (const message of newestBelow(node)) this.entries.append(message);
  }

  /** Takes the message if it belongs here. */
  offer(message: KeptMessage): void {
    if (message.topic === this.topic || message.topic.startsWith(this.#prefix))
      this.entries.append(message);
  }
}

/** The newest kept messages of a branch, oldest first. */
const newestBelow = (node: TopicNode): KeptMessage[] => {
  let found: KeptMessage[] = [];
  const newest = (): KeptMessage[] =>
    found.toSorted((a, b) => a.sequence - b.sequence).slice(-backlog);
  for (const below of nodesBelow(node)) {
    for (const message of below.history) found.push(message);
    if (found.length > backlog * 10) found = newest();
  }
  return newest();
};
