import type { ChatMessage } from '../chat/wire.ts';
import { BoundedLog } from './bounded-log.ts';
import { People } from './people.ts';

/** How far a sentence of ours has come. */
export type Delivery =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending' }
  | { readonly state: 'acknowledged' }
  | { readonly state: 'failed'; readonly reason: string };

/** One entry of a conversation. All texts are as received: hostile until `printable`. */
export type RoomLine = SaidLine | RawLine | EventLine;

/** A sentence, somebody else's or ours. */
export type SaidLine = {
  readonly kind: 'said';
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
  /** By our clock, ms since the epoch. */
  readonly at: number;
  /** Set on what we said ourselves; changes as it is delivered. */
  delivery?: Delivery;
};

/** Something on the room's topic that is no chat message. */
export type RawLine = {
  readonly kind: 'raw';
  readonly payload: Uint8Array;
  readonly size: number;
  readonly at: number;
};

/** Something that happened: who came and went, what a command answers. */
export type EventLine = { readonly kind: 'event'; readonly text: string; readonly at: number };

const limits = { entries: 10_000, bytes: 16 * 1024 * 1024 };

/** So many message ids are remembered to know a redelivery. */
const idsKept = 10_000;

/** Bytes kept of a payload that is no chat message. */
const rawKept = 4096;

const costOf = (line: RoomLine): number => {
  if (line.kind === 'said') return 100 + (line.user.length + line.say.length) * 2;
  return line.kind === 'raw' ? 100 + line.payload.length : 100 + line.text.length * 2;
};

/** A conversation on one topic name. */
export class Room {
  readonly topic: string;
  readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  readonly people = new People();
  /** Lines that came while the room was not shown. */
  unread = 0;
  /** Position of the first line that came while the room was not shown; where "new" is drawn. */
  firstUnread: number | undefined;
  /** Whether the person is looking at it. */
  isShown = false;
  readonly #ids = new Set<string>();

  constructor(topic: string) {
    this.topic = topic;
  }

  /** Takes a message of somebody else, or the echo of our own; shows each `id` once. */
  hear(message: ChatMessage, at: number): void {
    if (message.id !== undefined && !this.#isNew(message.id)) return;
    this.people.spoke(message.user);
    this.#append({
      kind: 'said',
      user: message.user,
      say: message.say,
      isAction: message.kind === 'action',
      at,
    });
    this.#countUnread();
  }

  /** Takes something that is no chat message. */
  hearRaw(payload: Uint8Array, at: number): void {
    this.#append({
      kind: 'raw',
      payload: Uint8Array.prototype.slice.call(payload, 0, rawKept),
      size: payload.length,
      at,
    });
    this.#countUnread();
  }

  /** Adds what we say; its echo will be recognised by the id. The line's delivery is the caller's to update. */
  say(message: ChatMessage & { id: string }, at: number): SaidLine {
    this.#isNew(message.id);
    const line: SaidLine = {
      kind: 'said',
      user: message.user,
      say: message.say,
      isAction: message.kind === 'action',
      at,
      delivery: { state: 'waiting' },
    };
    this.#append(line);
    return line;
  }

  tell(text: string, at: number): void {
    this.#append({ kind: 'event', text, at });
  }

  /** The person looks at the room, or looks away. */
  setShown(isShown: boolean): void {
    if (isShown) this.unread = 0;
    else if (this.isShown) this.firstUnread = undefined;
    this.isShown = isShown;
  }

  #append(line: RoomLine): void {
    this.lines.append(line);
  }

  #countUnread(): void {
    if (this.isShown) return;
    this.unread += 1;
    this.firstUnread ??= this.lines.end - 1;
  }

  #isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > idsKept) {
      const [oldest] = this.#ids;
      if (oldest !== undefined) this.#ids.delete(oldest);
    }
    return true;
  }
}
