import { topicLevels } from '../topic.ts';

/** A level of topic filters. */
export class FilterNode<Value> {
  readonly children = new Map<string, FilterNode<Value>>();
  /** Of the filters that end here. */
  readonly values = new Set<Value>();
}

/** Values by topic filters, found by the topic names that these match. */
export class FilterTree<Value> {
  readonly root = new FilterNode<Value>();

  add(filter: string, value: Value): void {
    let node = this.root;
    for (const level of topicLevels(filter)) {
      let child = node.children.get(level);
      if (child === undefined) {
        child = new FilterNode();
        node.children.set(level, child);
      }
      node = child;
    }
    node.values.add(value);
  }

  remove(filter: string, value: Value): void {
    const levels = topicLevels(filter);
    const path = [this.root];
    for (const level of levels) {
      const child = path.at(-1)!.children.get(level);
      if (child === undefined) return;
      path.push(child);
    }
    path.at(-1)!.values.delete(value);
    for (let depth = levels.length; depth > 0; depth -= 1) {
      const node = path[depth]!;
      if (node.values.size > 0 || node.children.size > 0) return;
      path[depth - 1]!.children.delete(levels[depth - 1]!);
    }
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

/** The values of filters that end with "#" here. */
export const below = <Value>(nodes: readonly FilterNode<Value>[]): Value[] =>
  nodes.flatMap((node) => [...(node.children.get('#')?.values ?? [])]);

/** Where filters go on for a level of a topic name; wildcards do not stand for a first level with "$" (3.1.1, 4.7.2). */
export const next = <Value>(
  nodes: readonly FilterNode<Value>[],
  level: string,
  mayBeWild: boolean,
): FilterNode<Value>[] =>
  nodes.flatMap(({ children }) => {
    const literal = children.get(level);
    const wild = mayBeWild ? children.get('+') : undefined;
    return [literal ?? [], wild ?? []].flat();
  });
