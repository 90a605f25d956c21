import { compareNames } from '../../source/collections/name-order.ts';

type NaiveNode = {
  readonly topic: string;
  readonly level: string;
  readonly parent: string | undefined;
  isOpen: boolean;
  isSplit: boolean;
  messages: number;
  /** Those on exactly this topic. */
  own: number;
  latest: number;
  /** The same on exactly this topic. */
  heard: number;
};

/** What the topic tree should show, computed from scratch each time from a flat list of all prefixes. */
export class NaiveTopicTree {
  readonly nodes = new Map<string, NaiveNode>();
  filter = '';
  order: 'name' | 'latest' | 'count' = 'name';
  /** How many topics there may be. */
  limit = Number.POSITIVE_INFINITY;
  /** The topics that stay. */
  mustStay: (topic: string) => boolean = () => false;
  gaveWay = 0;
  turnedAway = 0;
  #recorded = 0;

  get topics(): string[] {
    return [...this.nodes.values()].filter(({ own }) => own > 0).map(({ topic }) => topic);
  }

  /** Takes a new topic's place for it from the one silent longest; returns whether there is one. */
  #makeRoom(topic: string): boolean {
    if ((this.nodes.get(topic)?.own ?? 0) > 0 || this.topics.length < this.limit) return true;
    const [silent] = [...this.nodes.values()]
      .filter((node) => node.own > 0 && !this.mustStay(node.topic))
      .toSorted((a, b) => a.heard - b.heard);
    if (silent === undefined) return false;
    this.gaveWay += 1;
    silent.own = 0;
    let empty: NaiveNode | undefined = silent;
    while (empty !== undefined && empty.own === 0 && this.#children(empty.topic).length === 0) {
      this.nodes.delete(empty.topic);
      empty = this.nodes.get(empty.parent ?? '');
    }
    return true;
  }

  /** `begins` says whether a new branch opens or is split off by itself, which is not modelled here. */
  record(topic: string, begins: (topic: string) => Pick<NaiveNode, 'isOpen' | 'isSplit'>): void {
    if (!this.#makeRoom(topic)) {
      this.turnedAway += 1;
      return;
    }
    this.#recorded += 1;
    const levels = topic.split('/');
    for (const [depth, level] of levels.entries()) {
      const prefix = levels.slice(0, depth + 1).join('/');
      const parent = depth === 0 ? undefined : levels.slice(0, depth).join('/');
      const node = this.nodes.get(prefix) ?? {
        topic: prefix,
        level,
        parent,
        ...begins(prefix),
        messages: 0,
        own: 0,
        latest: 0,
        heard: 0,
      };
      node.messages += 1;
      if (prefix === topic) {
        node.own += 1;
        node.heard = this.#recorded;
      }
      node.latest = this.#recorded;
      this.nodes.set(prefix, node);
    }
  }

  setOpen(topic: string, isOpen: boolean): void {
    const node = this.nodes.get(topic);
    if (node !== undefined) node.isOpen = isOpen;
  }

  /** Opens or closes all branches below; leaves are not branches and stay as they are. */
  setOpenBelow(topic: string, isOpen: boolean): void {
    if (isOpen) this.split(topic);
    this.#setOpenBelow(topic, isOpen);
  }

  #setOpenBelow(topic: string, isOpen: boolean): void {
    this.setOpen(topic, isOpen);
    const node = this.nodes.get(topic);
    if (node !== undefined && !isOpen) node.isSplit = false;
    for (const child of this.#children(topic))
      if (this.#children(child.topic).length > 0) this.#setOpenBelow(child.topic, isOpen);
  }

  /** Gives the levels that share a topic's row rows of their own. */
  split(topic: string): void {
    const above = this.nodes.get(topic)?.parent;
    const node = this.nodes.get(above ?? '');
    if (above === undefined || node === undefined || this.endOf(above) === above) return;
    this.split(above);
    node.isSplit = true;
    node.isOpen = true;
  }

  /** Lets the levels from a topic down share a row again. */
  join(topic: string): void {
    const node = this.nodes.get(topic);
    if (node?.isSplit !== true) return;
    node.isSplit = false;
    node.isOpen = false;
    const [child, ...others] = this.#children(topic);
    if (child !== undefined && others.length === 0) this.join(child.topic);
  }

  /** The topic that ends the row in which a topic is. */
  endOf(topic: string): string {
    const node = this.nodes.get(topic);
    const [child, ...others] = this.#children(topic);
    return node?.own === 0 && !node.isSplit && child !== undefined && others.length === 0
      ? this.endOf(child.topic)
      : topic;
  }

  /** The topics in the visible rows, top to bottom. */
  rows(parent?: string): string[] {
    const shown = this.#children(parent).filter(({ topic }) => this.#isWanted(topic));
    const figure = (node: NaiveNode): number => {
      if (this.order === 'name') return 0;
      return this.order === 'latest' ? node.latest : node.messages;
    };
    const rows: string[] = [];
    for (const sibling of shown.toSorted(
      (a, b) => figure(b) - figure(a) || compareNames(a.level, b.level),
    )) {
      const topic = this.endOf(sibling.topic);
      const isOpen = this.nodes.get(topic)?.isOpen === true;
      rows.push(topic);
      // A branch that does not match is shown only for what is below it.
      if (isOpen || !this.matches(topic)) rows.push(...this.rows(topic));
    }
    return rows;
  }

  #children(parent: string | undefined): NaiveNode[] {
    return [...this.nodes.values()].filter((node) => node.parent === parent);
  }

  /** Whether a topic passes the filter. */
  readonly matches = (topic: string): boolean => {
    const words = this.filter.toLowerCase().split(/\s+/);
    return words.every((word) => topic.toLowerCase().includes(word));
  };

  #isWanted(topic: string): boolean {
    return (
      this.matches(topic) || this.#children(topic).some((child) => this.#isWanted(child.topic))
    );
  }
}
