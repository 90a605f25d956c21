import { checkCode, type RoomKey } from '../../chat/room-key.ts';
import { encryptedSay, type Opened, Opener, type SealedAs, Sealer } from '../../chat/secret.ts';
import type { Identity } from '../../chat/identity.ts';
import { type Signer, signLine } from '../../chat/signed-line.ts';
import { type ChatMessage, decodeChat, encodeChat, type ReceivedMessage } from '../../chat/wire.ts';
import { plural } from '../../format/count.ts';
import type { Attention } from '../../model/attention.ts';
import type { FoldedLines } from '../../model/folded-lines.ts';
import type { OpenedMessage } from '../../model/opened-message.ts';
import { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { MessageGaps } from './message-gaps.ts';
import { PastMessages } from './past-messages.ts';

/** What is shown for a message that cannot be decrypted. */
const unreadable: Readonly<Record<'other-key' | 'malformed', string>> = {
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
  readonly #gaps = new MessageGaps();
  /** Whether a message was not verified, so that nobody knows whose it was. */
  #hasDropped = false;
  readonly #past = new PastMessages();
  readonly #isIgnored: (user: string) => boolean;
  readonly #joinedAt: number;

  /** `joinedAt`: ms since the epoch. */
  constructor(topic: string, roomKey: RoomKey, attention: Attention, joinedAt = Date.now()) {
    super(topic, attention);
    this.roomKey = roomKey;
    this.checkCode = checkCode(roomKey);
    this.#sealer = new Sealer(roomKey);
    this.#opener = new Opener(roomKey);
    this.#isIgnored = (user) => attention.isIgnored(user);
    this.#joinedAt = joinedAt;
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
    if (enc === undefined) return this.#outside({ ...message, say: `[not encrypted] ${say}` });
    const opened = this.#decrypt(user, enc, at);
    if (opened === undefined) return undefined;
    if (opened.kind === 'other-key') this.#noteOtherKey(at);
    if (opened.kind !== 'opened') return this.#outside({ user, say: unreadable[opened.kind] });
    const inside = decodeChat(opened.plain);
    if (inside === undefined) return this.#outside({ user, say: unreadable.malformed });
    const { context: session, counter: n } = opened;
    // The name outside is what is shown, so that is what must be signed.
    const chat = { ...inside, user };
    return {
      message: chat,
      scope: { kind: 'private line', room: this.topic, session, n },
      inTurn: (signer, show) => this.#inTurn(chat, { opened, signer, at }, show),
    };
  }

  override mayVerify(message: ReceivedMessage, at: number): boolean {
    const may = super.mayVerify(message, at);
    this.#hasDropped ||= !may;
    return may;
  }

  /** Shows at once what was said before we joined and waits for more of it. */
  showPast(): void {
    this.#past.show();
  }

  /** No allowance for clocks that differ: what we have seen in an earlier run must never look new. */
  protected override isPast({ at }: ChatMessage): boolean {
    return at !== undefined && at < this.#joinedAt;
  }

  #decrypt(
    user: string,
    enc: string,
    at: number,
  ): Exclude<Opened, { kind: 'untried' }> | undefined {
    let fold: FoldedLines | undefined;
    const opened = this.#opener.open({ topic: this.topic, user }, enc, () => {
      fold = this.flood.judgeUntried(at);
      return fold === undefined;
    });
    if (fold !== undefined) this.foldAway(fold);
    return opened.kind === 'untried' ? undefined : opened;
  }

  #inTurn(
    message: ChatMessage,
    { opened, signer, at }: { opened: SealedAs; signer: Signer; at: number },
    show: () => void,
  ): void {
    if (!this.#opener.isFirst(opened, signer.kind === 'key' ? signer.key : signer.kind)) {
      this.replayed += 1;
      return;
    }
    const run = signer.kind === 'invalid' ? undefined : runOf(opened, signer);
    if (run !== undefined) this.#gaps.arrived(run, opened.counter);
    const showNow = (): void => {
      if (run !== undefined) this.#tellGap(message.user, opened, run, at);
      show();
    };
    if (message.at !== undefined && this.isPast(message)) {
      const { context: start, counter } = opened;
      const characters = message.say.length;
      this.#past.add({ start, counter, at: message.at, characters, show: showNow });
      return;
    }
    // What the broker had kept comes before what is new.
    this.#past.show();
    showNow();
  }

  #tellGap(user: string, { context, counter }: SealedAs, run: string, at: number): void {
    const missing = this.#gaps.reach(run, counter);
    const isOurs = context === this.#sealer.next.context;
    if (missing === 0 || isOurs || this.#isIgnored(user)) return;
    const orDropped = this.#hasDropped ? ' or could not be verified' : '';
    this.tellNews(
      `${plural(missing, 'message', 'messages')} of ${printable(user, 100)} before this one did not arrive${orDropped}.`,
      at,
      this.flood.judgeGap(at),
    );
  }

  #outside({ claim: _claim, ...message }: ReceivedMessage): OpenedMessage {
    return {
      message,
      scope: { kind: 'private line', room: this.topic, session: undefined, n: undefined },
      isOutside: true,
    };
  }

  /** Only once: anyone can publish here, and could fake this as often as they like. */
  #noteOtherKey(at: number): void {
    if (this.#hasNotedOtherKey) return;
    this.#hasNotedOtherKey = true;
    this.tell(
      `Somebody here has another key: compare check codes, yours is ${this.checkCode}.`,
      at,
    );
  }
}

/** The run of a sender with its key: members know each other's starts, and could use up the numbers. */
const runOf = ({ context }: SealedAs, signer: Signer): string =>
  `${context} ${signer.kind === 'key' ? signer.key : ''}`;
