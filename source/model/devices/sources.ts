import type { StoredMessage } from '../stored-message.ts';
import type { TopicNode } from '../topic-node.ts';
import type { TopicTree } from '../topic-tree.ts';
import type { Claim } from './claim.ts';
import type { Device } from './device.ts';
import type { ReceivedText } from './rule.ts';
import { withoutMark } from '../../payload/byte-order-mark.ts';

/** The longest payload with a state, bytes: it is a word or a small JSON object. */
const longestState = 1024;

/** A topic that reports the availability of devices. */
export type Source = {
  heard: ReceivedText | undefined;
  /** Since when it has reported that, ms since the epoch; 0 if it never reported anything. */
  at: number;
  /** Whether that report may be older than our connection. */
  isOlder: boolean;
  readonly devices: Set<Device>;
  /** Whether a device goes by which of its topics reported last. */
  isOrdered: boolean;
  /** The device that is known by this topic alone. */
  owner: Device | undefined;
};

const termsOf = ({ rules }: Claim): readonly { readonly topic: string }[] =>
  rules.flatMap(({ terms }) => terms);

/** The topics that report the availability of devices, with what was last received on them. */
export class Sources {
  readonly #tree: Pick<TopicTree, 'find' | 'last'>;
  readonly #byTopic = new Map<string, Source>();
  #heard = 0;

  constructor(tree: Pick<TopicTree, 'find' | 'last'>) {
    this.#tree = tree;
  }

  of(topic: string): Source | undefined {
    return this.#byTopic.get(topic);
  }

  /** Takes a topic's newest message; returns whether that may change something. */
  receive(source: Source, message: StoredMessage): boolean {
    const text = message.size > longestState ? '' : withoutMark(message.payload).toString();
    const isSame = source.heard?.text === text;
    this.#heard += 1;
    source.heard = message.size === 0 ? undefined : { text, order: this.#heard };
    if (isSame) return source.isOrdered;
    source.isOlder = source.at === 0;
    source.at = message.receivedAt;
    return true;
  }

  /** Adds a claim: its device depends on its topics. */
  add(claim: Claim, device: Device): void {
    for (const { mode, terms } of claim.rules)
      for (const { topic } of terms) {
        const source = this.#byTopic.get(topic) ?? this.#begin(topic);
        source.devices.add(device);
        if (mode === 'latest' && terms.length > 1) source.isOrdered = true;
        if (claim.ownTopic === topic) source.owner = device;
      }
  }

  /** Removes a claim: its device no longer depends on topics that none of its other claims uses. */
  remove(claim: Claim, device: Device): void {
    const kept = new Set([...device.claims.values()].flatMap(termsOf).map(({ topic }) => topic));
    for (const { topic } of termsOf(claim)) {
      const source = this.#byTopic.get(topic);
      if (source === undefined || kept.has(topic)) continue;
      source.devices.delete(device);
      if (source.owner === device) source.owner = undefined;
      if (source.devices.size === 0) this.#byTopic.delete(topic);
    }
  }

  #begin(topic: string): Source {
    const source: Source = {
      heard: undefined,
      at: 0,
      isOlder: false,
      devices: new Set(),
      isOrdered: false,
      owner: undefined,
    };
    this.#byTopic.set(topic, source);
    const node: TopicNode | undefined = this.#tree.find(topic);
    if (node === undefined) return source;
    // A branch without messages is decided by its first message.
    node.tellsOfDevices = node.messages > 0;
    const message = this.#tree.last(node);
    if (message !== undefined && message.payload.length === message.size)
      this.receive(source, message);
    return source;
  }
}
