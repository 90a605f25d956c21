import { checkCode, type RoomKey } from '../../chat/room-key.ts';
import { encryptedSay, type Opened, Opener, Sealer } from '../../chat/secret.ts';
import type { Identity } from '../../chat/identity.ts';
import { signLine } from '../../chat/signed-line.ts';
import { type ChatMessage, decodeChat, encodeChat, type ReceivedMessage } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { type OpenedMessage, Room } from '../../model/room.ts';

/** What is shown for a message that cannot be decrypted. */
const unreadable: Readonly<Record<Exclude<Opened['kind'], 'opened' | 'replayed'>, string>> = {
  'other-key': '[cannot be read: another key]',
  malformed: '[cannot be read: damaged]',
};

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
  sealed(message: ChatMessage, identity: Identity): string | undefined {
    const user = message.user.toWellFormed();
    const { context: session, counter: n } = this.#sealer.next;
    const signature = signLine(identity, message, {
      kind: 'private line',
      room: this.topic,
      session,
      n,
    });
    const enc = this.#sealer.seal({ topic: this.topic, user }, encodeChat(message, signature));
    return enc === undefined ? undefined : encodeChat({ user, say: encryptedSay, enc });
  }

  /** Decrypts a message; marks what is in plain text or cannot be decrypted. */
  override open(message: ReceivedMessage, at: number): OpenedMessage | undefined {
    const { user, say, enc } = message;
    if (enc === undefined) return this.#unsigned({ ...message, say: `[not encrypted] ${say}` });
    const opened = this.#opener.open({ topic: this.topic, user }, enc);
    if (opened.kind === 'replayed') {
      this.replayed += 1;
      return undefined;
    }
    if (opened.kind === 'other-key') this.#noteOtherKey(at);
    if (opened.kind !== 'opened') return this.#unsigned({ user, say: unreadable[opened.kind] });
    const inside = decodeChat(opened.plain);
    if (inside === undefined) return this.#unsigned({ user, say: unreadable.malformed });
    const { context: session, counter: n } = opened;
    // The name outside is what is shown, so that is what must be signed.
    const scope = { kind: 'private line' as const, room: this.topic, session, n };
    return { message: { ...inside, user }, scope };
  }

  #unsigned({ claim: _claim, ...message }: ReceivedMessage): OpenedMessage {
    return {
      message,
      scope: { kind: 'private line', room: this.topic, session: undefined, n: undefined },
    };
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
