import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';

/** How many are named; of more, the last ones are counted. */
const mostNamed = 3;

const sentenceOf = (names: readonly string[]): string => {
  const [first, second] = names;
  if (first === undefined) return 'Nobody else is here yet';
  if (second === undefined) return `${first} is here`;
  const named = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names.slice(0, -1);
  const others = names.length - named.length;
  const last = others === 1 ? names.at(-1) : `${others} others`;
  return `${named.join(', ')} and ${last} are here`;
};

/** Says in a room, once, who else is in it. */
export class WhoIsHere {
  readonly #clientId: string;
  readonly #told = new WeakSet<Room>();

  /** `clientId` is ours. */
  constructor(clientId: string) {
    this.#clientId = clientId;
  }

  /** Everybody's presence has arrived in a room that we have joined as `nick`; returns whether that was new. */
  tell(room: Room, nick: string): boolean {
    if (this.#told.has(room)) return false;
    this.#told.add(room);
    const others = room.people
      .list()
      .filter(
        ({ clientId, user, isQuiet }) =>
          isQuiet !== true &&
          (clientId === undefined ? user !== nick : clientId !== this.#clientId),
      );
    const names = [...new Set(others.map(({ user }) => printable(user, 100)))];
    room.tell(sentenceOf(names), Date.now());
    return true;
  }
}
