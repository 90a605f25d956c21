import { checkCode, type RoomKey } from '../../chat/room-key.ts';
import { encryptedSay, type Opened, Opener, Sealer } from '../../chat/secret.ts';
import { type ChatMessage, decodeChat, encodeChat } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';

/** A message sent longer ago than this, ms, is shown with its time: someone may be replaying it. */
const lateFrom = 600_000;

/** What is shown for a message that cannot be decrypted. */
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

/** A room whose messages are encrypted end to end: nothing that we send leaves it in plain text. */
export class SecretRoom extends Room {
  override readonly isPrivate = true;
  readonly roomKey: RoomKey;
  /** Everyone with the same key sees the same code. */
  readonly checkCode: string;
  #hasNotedOtherKey = false;
  /** How many messages arrived a second time, redelivered or replayed; they are not shown. */
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

  /** The payload to publish for a message; `undefined` if the room must be joined again first. */
  sealed(message: ChatMessage): string | undefined {
    const user = message.user.toWellFormed();
    const enc = this.#sealer.seal({ topic: this.topic, user }, encodeChat(message));
    return enc === undefined ? undefined : encodeChat({ user, say: encryptedSay, enc });
  }

  /** Decrypts a message and takes its content; marks what is in plain text or cannot be decrypted. */
  override receive(message: ChatMessage, at: number): SaidLine | undefined {
    const { user, say, enc } = message;
    if (enc === undefined) return super.receive({ ...message, say: `[not encrypted] ${say}` }, at);
    const opened = this.#opener.open({ topic: this.topic, user }, enc);
    if (opened.kind === 'replayed') {
      this.replayed += 1;
      return undefined;
    }
    if (opened.kind === 'other-key') this.#noteOtherKey(at);
    if (opened.kind !== 'opened') return super.receive({ user, say: unreadable[opened.kind] }, at);
    const inside = decodeChat(opened.plain);
    if (inside === undefined) return super.receive({ user, say: unreadable.malformed }, at);
    return super.receive({ ...inside, user, say: withTime(inside.say, inside.at, at) }, at);
  }

  /** Only once: anyone can publish here, and could fake this as often as they like. */
  #noteOtherKey(at: number): void {
    if (this.#hasNotedOtherKey) return;
    this.#hasNotedOtherKey = true;
    this.tell(
      `Not everyone here has the same key: someone typed a different passphrase or used a different invite. Compare the check code above the log; yours is ${this.checkCode}.`,
      at,
    );
  }
}
