import { checkCode, type RoomKey } from '../../chat/room-key.ts';
import { encryptedSay, type Opened, Opener, Sealer } from '../../chat/secret.ts';
import { type ChatMessage, decodeChat, encodeChat } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';

/** What was said longer ago than this, ms, is shown with its time: it may be a recording that is played again. */
const lateFrom = 600_000;

/** What is shown for a message that cannot be opened. */
const unreadable: Readonly<Record<Exclude<Opened['kind'], 'opened' | 'replayed'>, string>> = {
  'other-key': '[cannot be read: another key]',
  malformed: '[cannot be read: damaged]',
};

const withTime = (say: string, said: number | undefined, heard: number): string =>
  said === undefined || heard - said < lateFrom ? say : `[said ${timeInWords(said)}] ${say}`;

const timeInWords = (at: number): string =>
  Number.isNaN(new Date(at).getTime())
    ? 'at no time'
    : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A room whose messages are encrypted end to end: nothing that we say leaves it in plain text. */
export class SecretRoom extends Room {
  override readonly isPrivate = true;
  readonly roomKey: RoomKey;
  /** Those who have the same key see the same. */
  readonly checkCode: string;
  #hasToldOfOtherKey = false;
  /** How many messages came again, redelivered or played back; they are not shown. */
  replayed = 0;
  readonly #sealer: Sealer;
  readonly #opener: Opener;

  constructor(topic: string, roomKey: RoomKey, attention: Attention) {
    super(topic, attention);
    this.roomKey = roomKey;
    this.checkCode = checkCode(roomKey);
    this.#sealer = new Sealer(roomKey);
    this.#opener = new Opener(roomKey);
  }

  /** What is published for a message; `undefined` when the room must be joined again first. */
  sealed(message: ChatMessage): string | undefined {
    const user = message.user.toWellFormed();
    const enc = this.#sealer.seal({ topic: this.topic, user }, encodeChat(message));
    return enc === undefined ? undefined : encodeChat({ user, say: encryptedSay, enc });
  }

  /** Opens a message and takes what is inside; tells what came in plain text, or cannot be opened. */
  override receive(message: ChatMessage, at: number): SaidLine | undefined {
    const { user, say, enc } = message;
    if (enc === undefined) return super.receive({ ...message, say: `[not encrypted] ${say}` }, at);
    const opened = this.#opener.open({ topic: this.topic, user }, enc);
    if (opened.kind === 'replayed') {
      this.replayed += 1;
      return undefined;
    }
    if (opened.kind === 'other-key') this.#tellOfOtherKey(at);
    if (opened.kind !== 'opened') return super.receive({ user, say: unreadable[opened.kind] }, at);
    const inside = decodeChat(opened.plain);
    if (inside === undefined) return super.receive({ user, say: unreadable.malformed }, at);
    return super.receive({ ...inside, user, say: withTime(inside.say, inside.at, at) }, at);
  }

  /** Once: anybody can publish here, and make it up as often as they like. */
  #tellOfOtherKey(at: number): void {
    if (this.#hasToldOfOtherKey) return;
    this.#hasToldOfOtherKey = true;
    this.tell(
      `Not all here have the same key: another passphrase was typed, by us or by them, or another invite is used. Compare the check code above the log; ours is ${this.checkCode}.`,
      at,
    );
  }
}
