import { topicLevels } from '../topic.ts';

/** A level of topic filters. */
export type FilterNode<Value> = {
  readonly children: Map<string, FilterNode<Value>>;
  /** Values of the filters that end here. */
  readonly values: Set<Value>;
};

const newNode = <Value>(): FilterNode<Value> => ({ children: new Map(), values: new Set() });

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
    let nodes = [this.root];
    const found: Value[] = [];
    for (const [depth, level] of topicLevels(name).entries()) {
      const mayBeWild = depth > 0 || !level.startsWith('$');
      if (mayBeWild) found.push(...below(nodes));
      nodes = next(nodes, level, mayBeWild);
    }
    found.push(...below(nodes));
    for (const node of nodes) found.push(...node.values);
    return found;
  }
}

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
