import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Message } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';

/** How long the broker may take to deliver to us what it has acknowledged, ms. */
const patience = 10_000;

/** The most lines whose delivery is awaited. */
const mostAwaited = 2000;

type Awaited = {
  readonly room: Room;
  readonly line: SaidLine;
  /** Another topic name that it was delivered under. */
  elsewhere?: string;
  timer?: NodeJS.Timeout;
};

/** Marks what the broker has acknowledged, but does not deliver to us in the room: others may not hear it either. */
export class Echoes {
  /** By the payload, which no two lines have in common. */
  readonly #awaited = new BoundedMap<string, Awaited>(mostAwaited);
  /** The rooms in which a sentence has told of that. */
  readonly #told = new WeakSet<Room>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** A line is about to be published. */
  expect(payload: string, room: Room, line: SaidLine): void {
    this.#awaited.set(payload, { room, line });
  }

  /** The broker has acknowledged it. */
  acknowledged(payload: string): void {
    const awaited = this.#awaited.get(payload);
    if (awaited === undefined) return;
    awaited.timer = setTimeout(() => {
      if (this.#awaited.get(payload) === awaited) this.#missed(awaited);
    }, patience);
    awaited.timer.unref();
  }

  /** The broker has refused it. */
  forget(payload: string): void {
    this.#awaited.delete(payload);
  }

  /** Something was delivered. */
  heard({ topic, payload }: Pick<Message, 'topic' | 'payload'>): void {
    if (this.#awaited.size === 0) return;
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
    const awaited = this.#awaited.get(text);
    if (awaited === undefined) return;
    if (topic !== awaited.room.topic) {
      awaited.elsewhere = topic;
      return;
    }
    clearTimeout(awaited.timer);
    this.#awaited.delete(text);
    const state = awaited.line.delivery?.state;
    if (state !== 'unheard' && state !== 'sent') return;
    awaited.line.delivery = { state: 'acknowledged' };
    this.#onChange();
  }

  /** The connection is lost: the broker may have delivered to others what it has acknowledged. */
  lost(): void {
    for (const [payload, { timer }] of this.#awaited)
      if (timer !== undefined) {
        clearTimeout(timer);
        this.#awaited.delete(payload);
      }
  }

  #missed({ room, line, elsewhere }: Awaited): void {
    // Whoever is not let into the room has been told so.
    if (room.access.problem !== undefined) return;
    line.delivery = { state: 'unheard' };
    if (!this.#told.has(room)) {
      this.#told.add(room);
      room.tell(sentenceOf(room.topic, elsewhere), Date.now());
    }
    this.#onChange();
  }
}

const sentenceOf = (topic: string, elsewhere: string | undefined): string => {
  const name = printable(topic, 100);
  return elsewhere === undefined
    ? `The broker has not delivered here what you said ${patience / 1000} s ago: others in ${name} may not hear you either.`
    : `The broker delivers ${name} as ${printable(elsewhere, 100)}: nobody in ${name} hears you.`;
};
