import type { StoredMessage } from '../../model/stored-message.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Message } from '../../mqtt/message.ts';
import type { RetainedMessages } from '../recording/recording-control.ts';

/** Where each topic is found, and whether it is still watched. */
type Watched = {
  readonly tree: TopicTree;
  readonly deliveries: { readonly match: (topic: string) => boolean };
};

const isWhole = ({ payload, size, lacksProperties }: StoredMessage): boolean =>
  payload.length === size && lacksProperties !== true;

/**
 * The retained messages of what is watched, as far as they are known. They are read one by one: each is
 * what it is when it is asked for.
 */
export class KnownRetained implements RetainedMessages {
  readonly #watched: Watched;
  readonly #topics: readonly TopicNode[];

  /** Only of topics that `isWanted` is true for. */
  constructor(watched: Watched, isWanted: (topic: string) => boolean) {
    this.#watched = watched;
    this.#topics = watched.tree.nodes.filter(
      ({ isRetained, topic }) => isRetained && isWanted(topic) && watched.deliveries.match(topic),
    );
  }

  get length(): number {
    return this.#topics.length;
  }

  at(index: number): Message | undefined {
    const node = this.#topics[index];
    const message = node?.isRetained === true ? this.#newestRetained(node) : undefined;
    return message === undefined || !isWhole(message) ? undefined : { ...message, retain: true };
  }

  /** Before MQTT 5 live messages come without the flag, and do not show what is retained. */
  #newestRetained(node: TopicNode): StoredMessage | undefined {
    const { histories } = this.#watched.tree;
    const last = histories.last(node);
    if (last?.retain !== false) return last;
    return histories.of(node).findLast(({ retain }) => retain) ?? last;
  }
}
