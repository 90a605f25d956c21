import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { roomOfTopic } from '../../chat/client-topics.ts';
import { printable } from '../../payload/printable.ts';
import { Retries } from '../retries.ts';
import type { ChatWiring } from './chat-options.ts';
import { HangUps } from './hang-ups.ts';
import { BrokerLimitNotices } from './broker-limit-notices.ts';
import { LockedRoom } from './locked-room.ts';
import type { PresenceKeeper } from './presence-keeper.ts';
import { roomFilters, subscribeRoom, unsubscribeRoom, type Us } from './room-filters.ts';

type Wiring = {
  readonly us: Us;
  readonly chat: ChatWiring;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly presence: PresenceKeeper;
  readonly connection: () => Connection;
  readonly nick: () => string | undefined;
  /** Said in a room that is joined, not again while we stay in it; empty for nothing. */
  readonly greeting: string;
  readonly greet: (room: Room) => void;
  /** How many sentences wait for a topic name. */
  readonly waitingFor: (topic: string) => number;
  /** A room's topic filters are about to be subscribed to. */
  readonly onEntering: (topic: string) => void;
  /** We are in a room: what has waited for that can be sent. */
  readonly onEntered: () => void;
  /** A room was put aside, or is tried again: the next run has to know. */
  readonly onPutAside: (room: Room) => void;
};

/**
 * How often the topic filters below a room must fail before we speak there all the same: this is no failover
 * any more, which takes seconds, but an access list that allows the room alone.
 */
const failuresThatTell = 5;

/** A stay in a room on one connection. */
type Stay = {
  readonly room: Room;
  /** The topic filters that do not hold yet. */
  readonly missing: Set<string>;
  /** How often some have failed. */
  failures: number;
  /** Whether we may speak there. */
  isIn: boolean;
};

/**
 * Enters and leaves rooms on the broker; never enters locked ones, nor those put aside. Nothing is published
 * in a room before all of its subscriptions hold: those that fail are tried again. Where only the one to the
 * room itself holds for good, we speak there, without presence or anything else below it.
 */
export class RoomEntrance {
  readonly #wiring: Wiring;
  readonly #stays = new Map<string, Stay>();
  readonly #retries = new Retries();
  readonly #hangUps = new HangUps();
  /** The rooms that we have been in, and have not left. */
  readonly #greeted = new Set<string>();
  /** The rooms that we have left before we could enter them; what was said there stays unsent. */
  readonly #unreached = new Set<string>();
  /** Why an earlier run has put rooms aside, as long as we are not there. */
  readonly #keptOut = new Map<string, string>();
  readonly #limitNotices: BrokerLimitNotices;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#limitNotices = new BrokerLimitNotices(wiring.chat.notify);
  }

  /** What is said in each room; empty for nothing. */
  get greeting(): string {
    return this.#wiring.greeting;
  }

  /** The topics of the rooms that are neither locked nor put aside. */
  topics(): string[] {
    return [...this.#wiring.rooms.values()]
      .filter((room) => !(room instanceof LockedRoom) && room.access.putAside === undefined)
      .map(({ topic }) => topic);
  }

  /** Whether something may be published in a room, or on a topic below it: not in a joined room that we are not in, nor in one that we left without having been there; nowhere if that is read-only. */
  mayPublish(topic: string): boolean {
    if (this.#wiring.connection().isReadOnly) return false;
    const room = roomOfTopic(topic);
    if (!this.#wiring.rooms.has(room)) return !this.#unreached.has(room);
    const stay = this.#stays.get(room);
    return stay?.isIn === true && (topic === room || stay.missing.size === 0);
  }

  /** The connection is up: leaves the rooms left meanwhile, and enters all others; last those that may be why it was lost. */
  async enterAll(): Promise<void> {
    const { presence, rooms, connection } = this.#wiring;
    this.#limitNotices.connected(connection().limits);
    for (const topic of presence.leaveNow(this.topics())) this.#unsubscribe(topic);
    const all = [...rooms.values()];
    const isSuspect = ({ topic }: Room): boolean => this.#hangUps.isSuspect(topic);
    await Promise.all(all.filter((room) => !isSuspect(room)).map((room) => this.enter(room)));
    for (const room of all.filter(isSuspect)) await this.enter(room);
  }

  /** Subscribes, publishes our presence, and greets; without a connection, `enterAll` does so later. */
  async enter(room: Room): Promise<void> {
    const { us, presence, connection, onEntering } = this.#wiring;
    const { topic, flood } = room;
    if (room instanceof LockedRoom || this.#isKeptOut(room)) return;
    if (connection().status.state !== 'connected') return;
    presence.absent(topic);
    flood.awaitBacklog(Date.now());
    const { wildcards } = connection().limits;
    const filters = roomFilters(room, us).filter((filter) => wildcards || !filter.endsWith('+'));
    const stay = { room, missing: new Set(filters), failures: 0, isIn: false };
    this.#retries.forget(topic);
    this.#stays.set(topic, stay);
    onEntering(topic);
    await this.#subscribe(stay);
  }

  /** Keeps us out of rooms that an earlier run has put aside, unless we are in already. */
  keepOut(putAside: ReadonlyMap<string, string>): void {
    for (const [topic, reason] of putAside) {
      if (this.#stays.get(topic)?.isIn === true) continue;
      this.#keptOut.set(topic, reason);
      const room = this.#wiring.rooms.get(topic);
      if (room !== undefined) this.#isKeptOut(room);
    }
  }

  /** Tries a room that was put aside again. */
  tryAgain(room: Room): void {
    room.access.putAside = undefined;
    this.#wiring.onPutAside(room);
    void this.enter(room);
  }

  /** There is no connection: puts aside the room on which the broker hangs up, if there is one. */
  lost(): void {
    const { rooms, connection, waitingFor, onPutAside } = this.#wiring;
    this.#stays.clear();
    this.#retries.clear();
    const culprit = this.#hangUps.lost(connection().hungUpOn, (topic) => {
      const of = roomOfTopic(topic);
      return rooms.has(of) ? of : undefined;
    });
    const room = culprit === undefined ? undefined : rooms.get(culprit.topic);
    if (culprit === undefined || room === undefined) return;
    const { packet, topic } = culprit.sent;
    // It may be one sentence that the broker does not take: whether others get through will tell.
    if (packet === 'PUBLISH' && waitingFor(topic) > 1) return;
    room.access.putAside = `the broker hangs up after ${packet} "${printable(topic, 200)}"`;
    onPutAside(room);
    this.#tellPutAside(room);
  }

  /** Leaves a room, now or once there is a connection. */
  leave(topic: string, isPutAside = false): void {
    const { presence, connection } = this.#wiring;
    const isConnected = connection().status.state === 'connected';
    const wasIn = this.#greeted.delete(topic);
    if (isPutAside || (isConnected && this.#stays.get(topic)?.isIn !== true))
      this.#unreached.add(topic);
    this.#retries.forget(topic);
    this.#keptOut.delete(topic);
    this.#stays.delete(topic);
    presence.absent(topic);
    if (isPutAside) return;
    if (!isConnected) {
      presence.leaveLater(topic);
      return;
    }
    if (wasIn) void presence.leave(topic);
    this.#unsubscribe(topic);
  }

  /** Says in every room that we have been in that we leave. */
  async leaveAll(): Promise<void> {
    await this.#wiring.presence.leaveAll(this.topics().filter((topic) => this.#greeted.has(topic)));
  }

  #isKeptOut(room: Room): boolean {
    const reason = this.#keptOut.get(room.topic);
    if (reason !== undefined) {
      this.#keptOut.delete(room.topic);
      room.access.putAside = reason;
      this.#tellPutAside(room);
    }
    return room.access.putAside !== undefined;
  }

  #tellPutAside(room: Room): void {
    const name = printable(room.topic, 100);
    const sentence = `#${name} is put aside: ${room.access.putAside}. /join "${name}" tries it again.`;
    room.tell(sentence, Date.now());
    this.#wiring.chat.notify(sentence);
  }

  async #subscribe(stay: Stay): Promise<void> {
    const { chat, rooms, connection } = this.#wiring;
    const { room, missing } = stay;
    const { topic, access } = room;
    const outcome = await subscribeRoom(connection(), room, missing, chat.notify);
    // The room was left again before the broker answered.
    if (outcome !== 'lost' && !rooms.has(topic)) this.#unsubscribe(topic);
    if (outcome === 'lost' || this.#stays.get(topic) !== stay || rooms.get(topic) !== room) return;
    if (access.putAside !== undefined) return;
    if (outcome === 'held') await this.#arrive(stay);
    else this.#failed(stay);
    chat.clock.changedNow('connection', 'rooms', 'conversation');
  }

  #failed(stay: Stay): void {
    const { topic } = stay.room;
    stay.failures += 1;
    this.#retries.failed(topic, () => void this.#subscribe(stay));
    if (stay.failures >= failuresThatTell && !stay.missing.has(topic)) this.#speak(stay);
  }

  async #arrive(stay: Stay): Promise<void> {
    const { presence, nick } = this.#wiring;
    const { topic } = stay.room;
    this.#retries.forget(topic);
    const arrived = presence.arrive(topic, nick() ?? '');
    this.#speak(stay);
    await arrived;
  }

  /** From now on we may speak in the room: greets, and lets what has waited go. */
  #speak(stay: Stay): void {
    const { greeting, greet, onEntered } = this.#wiring;
    const { topic } = stay.room;
    if (stay.isIn) return;
    stay.isIn = true;
    this.#unreached.delete(topic);
    const isFirst = !this.#greeted.has(topic);
    this.#greeted.add(topic);
    if (isFirst && greeting !== '') greet(stay.room);
    onEntered();
  }

  #unsubscribe(topic: string): void {
    const { us, connection } = this.#wiring;
    unsubscribeRoom(connection(), topic, us);
  }
}
