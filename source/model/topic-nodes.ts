import { NameIndex } from '../collections/name-index.ts';
import { type NodePlace, TopicNode } from './topic-node.ts';

/** About how much memory a node takes, bytes, including its entries in the maps and among its siblings. */
const nodeCost = 310;

/** The length of a name, in UTF-16 units, that this includes; a longer one takes more at each of its levels. */
const usualName = 100;

const extraOf = ({ topic }: { readonly topic: string }): number =>
  2 * Math.max(0, topic.length - usualName);

/** The nodes of a tree but its root, by identifier and by topic name. An identifier that is free is used again. */
export class TopicNodes {
  /** By identifier, parents first until identifiers are used again; `undefined` where none has it. */
  readonly byIdentifier: (TopicNode | undefined)[] = [];
  /** How many bytes long names take in addition to `nodeCost`. */
  longNames = 0;
  /** How often a node was added. */
  added = 0;
  readonly #index = new NameIndex();
  readonly #free: number[] = [];

  /** How many there are. */
  get count(): number {
    return this.#index.size;
  }

  /** About how many bytes of memory they take. */
  get memory(): number {
    return this.count * nodeCost + this.longNames;
  }

  /** The node of a topic or branch. */
  find(topic: string): TopicNode | undefined {
    return this.byIdentifier[this.#index.find(topic)];
  }

  /** The same, by its UTF-8 in `bytes` from `start` to before `end`. */
  findBytes(bytes: Uint8Array, start: number, end: number): TopicNode | undefined {
    return this.byIdentifier[this.#index.findBytes(bytes, start, end)];
  }

  /** Every topic and branch. */
  get all(): TopicNode[] {
    return this.byIdentifier.filter((node): node is TopicNode => node?.isFold === false);
  }

  /** Makes a node for a topic or branch that has none. */
  add(place: Omit<NodePlace, 'identifier'>): TopicNode {
    const identifier = this.#free.pop() ?? this.byIdentifier.length;
    const node = new TopicNode({ ...place, identifier });
    this.byIdentifier[identifier] = node;
    this.#index.add(node.topic, identifier);
    this.longNames += extraOf(node);
    this.added += 1;
    return node;
  }

  remove(node: TopicNode): void {
    this.#index.remove(node.topic);
    this.byIdentifier[node.identifier] = undefined;
    this.#free.push(node.identifier);
    this.longNames -= extraOf(node);
  }
}
