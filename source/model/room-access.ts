/** What stands in place of the broker's answer if there was none. */
export const notAnswered = 'not answered';

/** What keeps us out of a room. */
export type RoomProblem = 'refused' | 'unanswered' | 'aside';

/** Whether the broker lets us be in a room. */
export class RoomAccess {
  /** The topic filters of the room that the broker has not granted, each with its answer. */
  readonly failed = new Map<string, string>();
  /** The answers of the broker that the user has been told of since all filters held last. */
  readonly told = new Set<string>();
  /** Why the room is put aside: the broker hangs up on it. Nothing is sent there then. */
  putAside: string | undefined;
  readonly #topic: string;

  constructor(topic: string) {
    this.#topic = topic;
  }

  /** The kind of problem; `undefined` while we are in the room, or about to be. */
  get kind(): RoomProblem | undefined {
    if (this.putAside !== undefined) return 'aside';
    const [answer] = this.failed.values();
    if (answer === undefined) return undefined;
    return answer === notAnswered ? 'unanswered' : 'refused';
  }

  /** What is wrong, in a few words; `undefined` while we are in the room, or about to be. */
  get problem(): string | undefined {
    if (this.putAside !== undefined) return `put aside: ${this.putAside}`;
    const [first] = this.failed;
    if (first === undefined) return undefined;
    const [filter, answer] = first;
    const which = filter === this.#topic ? '' : ` to ${filter.slice(this.#topic.length + 1)}`;
    return `subscription${which} ${answer}`;
  }
}
