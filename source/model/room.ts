import type { Signer } from '../chat/signed-line.ts';
import type { ChatMessage, ReceivedMessage } from '../chat/wire.ts';
import { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { receivedLine } from './received-line.ts';
import { senderMarkOf } from './sender-verification.ts';
import { type EarlierLine, roomLineOf } from './earlier-line.ts';
import { FloodGate } from './flood.ts';
import type { FoldedLines } from './folded-lines.ts';
import { judgeSaid } from './judge-said.ts';
import { costOf } from './line-cost.ts';
import type { OpenedMessage } from './opened-message.ts';
import type { RawLine, RoomLine, SaidLine } from './room-line.ts';
import { KnownIds, type MessageIdentity } from './known-ids.ts';
import { People } from './people.ts';
import { ReadingPosition } from './reading-position.ts';
import { RoomAccess } from './room-access.ts';

const limits = { entries: 10_000, bytes: 16 * 1024 * 1024 };

/** How many names in earlier lines count for the width of the name column. */
const pastNamesKept = 500;

/** How many bytes are kept of a payload that is not a chat message. */
const rawKept = 4096;

/** What is signed this long before it arrives, ms, is shown with its time: somebody may be repeating it. */
const lateFrom = 5 * 60_000;

const identityOf = ({ message, signer, user, say }: EarlierLine): MessageIdentity | undefined =>
  message === undefined ? undefined : { id: message, signer, user, say };

/** A conversation on one topic name. */
export class Room {
  readonly topic: string;
  /** Whether what is said here is for its members alone: nothing of it is repeated, shown elsewhere or typed again in a later run. */
  readonly isPrivate: boolean = false;
  /** Whether the first key that speaks here under a name is taken on trust. */
  readonly trustsFirstUse: boolean = true;
  readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  readonly people: People;
  /** The authors of earlier lines, and ourselves: their names are drawn in full as well. */
  readonly pastNames = new Set<string>();
  readonly access: RoomAccess;
  readonly flood = new FloodGate();
  /** Whether any line has a mark after its name. */
  hasSenderMarks = false;
  /** What the user has seen of it. */
  readonly reading: ReadingPosition;
  readonly #attention: Attention;
  readonly #ids = new KnownIds();

  constructor(topic: string, attention = new Attention()) {
    this.topic = topic;
    this.#attention = attention;
    this.access = new RoomAccess(topic);
    this.people = new People(attention.keys);
    this.reading = new ReadingPosition(this.lines, attention, (at) => this.flood.awaitsBacklog(at));
  }

  /** The topic that our messages are published to. */
  get address(): string {
    return this.topic;
  }

  /** Those whose presence bears out who speaks here. */
  protected get witnesses(): readonly People[] {
    return [this.people];
  }

  /** Whether the history keeps its lines. */
  get isStored(): boolean {
    return !this.isPrivate;
  }

  /**
   * What a message says, and where its signature holds; `undefined` if it must wait or is not shown.
   * Private rooms decrypt it here.
   */
  open(message: ReceivedMessage, _at: number): OpenedMessage | undefined {
    const { session, n } = message;
    return { message, scope: { kind: 'line', room: this.topic, session, n } };
  }

  /** Whether a message has been shown before. Nothing is recorded of a signature that is not verified. */
  isKnown({ id, user, say, claim }: ReceivedMessage): boolean {
    return id !== undefined && this.#ids.has({ id, user, say, signer: claim?.key });
  }

  /**
   * Takes another's message, or the echo of our own, with its signer; shows each once, with its time if
   * it is old or the sender has said a later one (`isLate`). Returns the line,
   * or `undefined` if none is shown: it is known, ignored, or part of a flood.
   */
  receive(
    message: ChatMessage,
    at: number,
    signer: Signer = { kind: 'none' },
    isLate = false,
  ): SaidLine | undefined {
    const { id, user, say } = message;
    const key = signer.kind === 'key' ? signer.key : undefined;
    const identity: MessageIdentity | undefined =
      id === undefined ? undefined : { id, user, say, signer: key };
    if ((identity !== undefined && this.#ids.has(identity)) || this.#attention.isIgnored(user))
      return undefined;
    const { keys } = this.#attention;
    const isPast = signer.kind !== 'outside' && this.isPast(message);
    const fold = judgeSaid(this.flood, keys, { user, signer, at, isPast });
    if (fold !== undefined) {
      this.#foldInto(fold);
      return undefined;
    }
    if (identity !== undefined) this.#ids.add(identity);
    if (signer.kind !== 'outside') this.people.spoke(user, at, key);
    const mark = senderMarkOf(message, signer, this.#attention, this.witnesses);
    const standing = keys.standing(user, signer);
    const isDoubtful = mark !== undefined || !this.trustsFirstUse;
    keys.heard(user, signer, at, { isPrivate: this.isPrivate, isDoubtful });
    if (mark !== undefined) this.hasSenderMarks = true;
    const isMention = this.#attention.isMeant(say);
    const isOld =
      message.at !== undefined &&
      (isPast ||
        ((isLate || at - message.at >= lateFrom) && (this.isPrivate || key !== undefined)));
    const about = { at, isMention, senderMark: mark, signer: key, isOld };
    const line = receivedLine(message, about);
    this.lines.append(line);
    this.reading.count(at, isMention);
    const isUs = this.#attention.isUs(user) || this.#attention.looksLikeUs(user);
    const hint = this.#attention.markHints.take({ user, standing, signer }, isUs, at);
    if (hint !== undefined) this.tell(hint, at);
    return line;
  }

  /** Whether a message was said before we joined, as far as the room can tell. */
  protected isPast(_message: ChatMessage): boolean {
    return false;
  }

  /** Counts a message that is not shown. */
  protected foldAway(fold: FoldedLines): void {
    this.#foldInto(fold);
  }

  /** Whether a signature may be verified; if there are too many, the message is only counted. */
  mayVerify({ user, claim }: ReceivedMessage, at: number): boolean {
    if (claim === undefined) return true;
    const isKnown = this.#attention.keys.standing(user, { kind: 'key', ...claim }) === 'known';
    const fold = this.flood.judgeUnverified(isKnown ? claim.key : undefined, at);
    if (fold !== undefined) this.#foldInto(fold);
    return fold === undefined;
  }

  /** Prepends earlier lines, oldest first; returns how many fitted. */
  recall(earlier: readonly EarlierLine[]): number {
    const fresh = earlier.filter((line) => {
      const identity = identityOf(line);
      return identity === undefined || !this.#ids.has(identity);
    });
    for (const line of fresh) {
      const identity = identityOf(line);
      if (identity !== undefined) this.#ids.addEarlier(identity);
      if (line.raw === undefined) this.#countName(line.user);
      this.hasSenderMarks ||= line.senderMark !== undefined;
    }
    return this.lines.prepend(fresh.map((line) => roomLineOf(line, this.#attention)));
  }

  /** Takes a payload that is not a chat message; returns the line, or `undefined` if it is part of a flood. */
  receiveRaw(payload: Uint8Array, at: number): RawLine | undefined {
    const fold = this.flood.judgeRaw(at);
    if (fold !== undefined) {
      this.#foldInto(fold);
      return undefined;
    }
    const bytes = Uint8Array.prototype.slice.call(payload, 0, rawKept);
    const line: RawLine = { kind: 'raw', payload: bytes, size: payload.length, at };
    this.lines.append(line);
    this.reading.count(at);
    return line;
  }

  /** Adds a message of ours and the key that signs it, by which its echo is recognised. The caller updates the line's delivery. */
  send(message: ChatMessage & { id: string }, at: number, signer?: string): SaidLine {
    const { id, user, say } = message;
    this.reading.said();
    this.#ids.add({ id, user, say, signer });
    this.#countName(user);
    const line: SaidLine = {
      kind: 'said',
      user,
      say,
      isAction: message.kind === 'action',
      at,
      ...(signer === undefined ? {} : { signer }),
      delivery: { state: 'waiting' },
    };
    this.lines.append(line);
    return line;
  }

  /** Adds an event; one that the user has asked to be notified of counts as a mention. */
  tell(text: string, at: number, isMention = false): void {
    this.lines.append({ kind: 'event', text, at, ...(isMention ? { isMention } : {}) });
    if (isMention) this.reading.count(at, true);
  }

  /** Adds news, by default of who came or left; in a flood, only how often. */
  tellNews(text: string, at: number, fold = this.flood.judgeNews(at)): void {
    if (fold === undefined) this.tell(text, at);
    else if (fold.count === 1) this.lines.append(fold);
  }

  /** Adds the line that counts a flood, once. */
  #foldInto(fold: FoldedLines): void {
    if (fold.count > 1) return;
    this.lines.append(fold);
    this.reading.count(fold.at);
  }

  #countName(user: string): void {
    if (this.pastNames.size < pastNamesKept) this.pastNames.add(user);
  }
}
