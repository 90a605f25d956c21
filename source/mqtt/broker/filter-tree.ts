import { topicLevels } from '../topic.ts';

/** A level of topic filters. */
export type FilterNode<Value> = {
  readonly children: Map<string, FilterNode<Value>>;
  /** Values of the filters that end here. */
  readonly values: Set<Value>;
};

const newNode = <Value>(): FilterNode<Value> => ({ children: new Map(), values: new Set() });

/** Roughly what a level takes besides its bytes. */
const levelOverhead = 224;

/** Roughly what a filter takes in a tree, bytes. */
export const filterSize = (filter: string): number =>
  filter.length * 2 + levelOverhead * topicLevels(filter).length;

/** Values by topic filters, found by the topic names that these match. */
export class FilterTree<Value> {
  readonly root: FilterNode<Value> = newNode();

  add(filter: string, value: Value): void {
    let node = this.root;
    for (const level of topicLevels(filter)) {
      const child = node.children.get(level) ?? newNode();
      node.children.set(level, child);
      node = child;
    }
    node.values.add(value);
  }

  remove(filter: string, value: Value): void {
    removeBelow(this.root, topicLevels(filter), value);
  }

  /** The values of all filters that match a topic name. */
  match(name: string): Value[] {
    const found: Value[] = [];
    collect(this.root, topicLevels(name), 0, found);
    return found;
  }
}

const collect = <Value>(
  node: FilterNode<Value>,
  levels: readonly string[],
  depth: number,
  found: Value[],
): void => {
  const level = levels[depth];
  // Wildcards do not match a first level that starts with "$" (3.1.1, 4.7.2).
  const mayBeWild = depth > 0 || level?.startsWith('$') !== true;
  if (mayBeWild) for (const value of node.children.get('#')?.values ?? []) found.push(value);
  if (level === undefined) {
    for (const value of node.values) found.push(value);
    return;
  }
  for (const step of mayBeWild ? [level, '+'] : [level]) {
    const child = node.children.get(step);
    if (child !== undefined) collect(child, levels, depth + 1, found);
  }
};

const removeBelow = <Value>(
  node: FilterNode<Value>,
  [level, ...deeper]: readonly string[],
  value: Value,
): void => {
  if (level === undefined) {
    node.values.delete(value);
    return;
  }
  const child = node.children.get(level);
  if (child === undefined) return;
  removeBelow(child, deeper, value);
  if (child.values.size + child.children.size === 0) node.children.delete(level);
};

/** The values of filters that end with "#" here. */
export const below = <Value>(nodes: readonly FilterNode<Value>[]): Value[] =>
  nodes.flatMap((node) => [...(node.children.get('#')?.values ?? [])]);

/** The branches that match a level of a topic name; wildcards do not match a first level that starts with "$" (3.1.1, 4.7.2). */
export const next = <Value>(
  nodes: readonly FilterNode<Value>[],
  level: string,
  mayBeWild: boolean,
): FilterNode<Value>[] =>
  nodes.flatMap(({ children }) =>
    (mayBeWild ? [level, '+'] : [level]).flatMap((step) => children.get(step) ?? []),
  );
