import type { TopicNode } from './topic-node.ts';
import type { TreeView } from './tree-view.ts';

/** What a room's own branches need of the tree. */
type Tree = { readonly view: TreeView; readonly find: (topic: string) => TopicNode | undefined };

/** Whether a topic is one of a joined room's own, which are below the room's row. */
export const isOfRoom = (node: TopicNode): boolean => {
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent)
    if (up.inRoom !== undefined) return up === node || up.inRoom === 'part';
  return false;
};

/**
 * The topics of joined rooms: the room's topic name and what clients publish below it, such as `$presence`.
 * The tree leaves them out unless it is filtered: their rows are below the room's own, on demand.
 */
export class RoomBranches {
  readonly #tree: Tree;
  #joined: ReadonlySet<string> = new Set();
  #levels: ReadonlySet<string> = new Set();
  readonly #open = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Takes the topics of the joined rooms, and the levels below them that are the rooms' own. */
  follow(topics: Iterable<string>, levels: ReadonlySet<string>): void {
    const before = this.#joined;
    const now = new Set(topics);
    if (now.size === before.size && [...now].every((topic) => before.has(topic))) return;
    this.#joined = now;
    this.#levels = levels;
    for (const topic of [...before, ...now]) for (const node of this.#of(topic)) this.#assign(node);
  }

  /** Whether a new topic belongs to a room: as its topic name, or as a part below that. */
  roleOf({ topic, level, parent }: TopicNode): TopicNode['inRoom'] {
    if (this.#joined.has(topic)) return 'name';
    const isPart =
      this.#levels.has(level) && parent !== undefined && this.#joined.has(parent.topic);
    return isPart ? 'part' : undefined;
  }

  /** The rooms whose topics are shown below their rows; the same set as long as the program runs. */
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  /** Whether a room's topics are shown below its row. */
  isOpen(room: string): boolean {
    return this.#open.has(room);
  }

  setOpen(room: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(room);
    else this.#open.delete(room);
  }

  /** The room that a topic belongs to, or `undefined`. */
  roomOf(node: TopicNode): string | undefined {
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) {
      if (up.inRoom === 'name') return up === node ? up.topic : undefined;
      if (up.inRoom === 'part') return up.parent?.topic;
    }
    return undefined;
  }

  /** How many rows of topics are below a room's row. */
  count(room: string): number {
    return this.#tops(room).reduce((sum, top) => sum + this.#rowsOf(top), 0);
  }

  /** Those rows from `from` on, at most `count`. */
  rows(room: string, from: number, count: number): TopicNode[] {
    const found: TopicNode[] = [];
    let skip = from;
    for (const top of this.#tops(room)) {
      const rows = this.#rowsOf(top);
      if (skip === 0 && found.length < count) found.push(top);
      if (skip < rows && rows > 1)
        found.push(...this.#tree.view.rowsIn(top, Math.max(0, skip - 1), count - found.length));
      skip = Math.max(0, skip - rows);
    }
    return found;
  }

  /** Which of those rows a topic is in, or -1. */
  rowOf(room: string, node: TopicNode): number {
    let before = 0;
    for (const top of this.#tops(room)) {
      const isName = top.inRoom === 'name' && top !== node;
      const row = isName ? -1 : this.#tree.view.rowIn(top, node);
      if (row !== -1) return before + row;
      before += this.#rowsOf(top);
    }
    return -1;
  }

  /** The topmost rows: the room's own topic if the tree does not show it, then its parts. */
  #tops(room: string): TopicNode[] {
    const { view } = this.#tree;
    if (!this.#open.has(room) || !this.#joined.has(room) || !view.foldsRooms) return [];
    return this.#of(room)
      .filter((node) => (node.inRoom === 'name' ? node.rows === 0 && node.messages > 0 : true))
      .map((node) => (node.inRoom === 'name' ? node : view.joined.endOf(node)));
  }

  #rowsOf(top: TopicNode): number {
    const isUnfolded = top.inRoom !== 'name' && this.#tree.view.isUnfolded(top);
    return 1 + (isUnfolded ? top.childRows : 0);
  }

  #of(room: string): TopicNode[] {
    return [room, ...Array.from(this.#levels, (level) => `${room}/${level}`)].flatMap(
      (topic) => this.#tree.find(topic) ?? [],
    );
  }

  #assign(node: TopicNode): void {
    this.#tree.view.setInRoom(node, this.roleOf(node));
  }
}
