import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { ChatWiring } from './chat-options.ts';
import { LackingForChat } from './lacking-for-chat.ts';
import { LockedRoom } from './locked-room.ts';
import type { PresenceKeeper } from './presence-keeper.ts';
import { subscribeRoom, unsubscribeRoom, type Us } from './room-filters.ts';

type Wiring = {
  readonly us: Us;
  readonly chat: ChatWiring;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly presence: PresenceKeeper;
  readonly connection: () => Connection;
  readonly nick: () => string | undefined;
  /** Said in each room, once per run; empty for nothing. */
  readonly greeting: string;
  readonly say: (topic: string, greeting: string) => void;
};

/** Enters and leaves rooms on the broker; never enters locked ones. */
export class RoomEntrance {
  readonly #wiring: Wiring;
  readonly #greeted = new Set<string>();
  readonly #lacking: LackingForChat;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#lacking = new LackingForChat(wiring.chat.notify);
  }

  /** What is said in each room; empty for nothing. */
  get greeting(): string {
    return this.#wiring.greeting;
  }

  /** The topics of the rooms that we are in. */
  topics(): string[] {
    return [...this.#wiring.rooms.values()]
      .filter((room) => !(room instanceof LockedRoom))
      .map(({ topic }) => topic);
  }

  /** The connection is up: leaves the rooms left meanwhile, and enters all others. */
  async enterAll(): Promise<void> {
    const { presence, rooms, connection } = this.#wiring;
    this.#lacking.connected(connection().limits);
    for (const topic of presence.leaveNow(this.topics())) this.#unsubscribe(topic);
    await Promise.all([...rooms.values()].map((room) => this.enter(room)));
  }

  /** Subscribes, publishes our presence, and greets; without a connection, `enterAll` does so later. */
  async enter(room: Room): Promise<void> {
    const { us, chat, rooms, presence, connection, nick, greeting, say } = this.#wiring;
    if (room instanceof LockedRoom || connection().status.state !== 'connected') return;
    const { topic } = room;
    room.flood.awaitBacklog(Date.now());
    if (!(await subscribeRoom(connection(), room, us, chat.notify))) return;
    // The room was left again before the broker answered.
    if (rooms.get(topic) !== room) {
      if (!rooms.has(topic)) this.#unsubscribe(topic);
      return;
    }
    presence.arrive(topic, nick() ?? '');
    if (this.#greeted.has(topic)) return;
    this.#greeted.add(topic);
    if (greeting !== '') say(topic, greeting);
  }

  /** Leaves a room, now or once there is a connection. */
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
    const { us, connection } = this.#wiring;
    unsubscribeRoom(connection(), topic, us);
  }
}
