import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { ChatWiring } from './chat-options.ts';
import { LockedRoom } from './locked-room.ts';
import type { PresenceKeeper } from './presence-keeper.ts';
import { subscribeRoom, unsubscribeRoom } from './room-filters.ts';

type Wiring = {
  readonly chat: ChatWiring;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly presence: PresenceKeeper;
  readonly connection: () => Connection;
  readonly nick: () => string | undefined;
  /** Says what is said once per program start and room. */
  readonly greet: (topic: string) => void;
};

/** Goes into rooms and out of them, as the broker sees it; into locked ones not at all. */
export class RoomEntrance {
  readonly #wiring: Wiring;
  readonly #greeted = new Set<string>();

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** The topics of the rooms that one is in. */
  topics(): string[] {
    return [...this.#wiring.rooms.values()]
      .filter((room) => !(room instanceof LockedRoom))
      .map(({ topic }) => topic);
  }

  /** There is a connection: goes out of what was left meanwhile, and into all rooms. */
  async enterAll(): Promise<void> {
    const { presence, rooms } = this.#wiring;
    for (const topic of presence.leaveNow(this.topics())) this.#unsubscribe(topic);
    await Promise.all([...rooms.values()].map((room) => this.enter(room)));
  }

  /** Subscribes, tells that we are here, and greets; at once where there is a connection, else later. */
  async enter(room: Room): Promise<void> {
    const { chat, rooms, presence, connection, nick, greet } = this.#wiring;
    if (room instanceof LockedRoom || connection().status.state !== 'connected') return;
    const { topic } = room;
    room.flood.awaitBacklog(Date.now());
    if (!(await subscribeRoom(connection(), room, chat))) return;
    // Left again while the broker was answering.
    if (rooms.get(topic) !== room) {
      if (!rooms.has(topic)) this.#unsubscribe(topic);
      return;
    }
    presence.arrive(topic, nick() ?? '');
    if (this.#greeted.has(topic)) return;
    this.#greeted.add(topic);
    greet(topic);
  }

  /** Tells a room that we leave, now or when there is a connection. */
  leave(topic: string): void {
    const { presence, connection } = this.#wiring;
    if (connection().status.state !== 'connected') {
      presence.leaveLater(topic);
      return;
    }
    void presence.leave(topic);
    this.#unsubscribe(topic);
  }

  #unsubscribe(topic: string): void {
    const { connection, chat } = this.#wiring;
    unsubscribeRoom(connection(), topic, chat.connection.clientId);
  }
}
