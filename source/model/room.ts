import type { ChatMessage } from '../chat/wire.ts';
import { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { senderMarkOf } from './sender-verification.ts';
import { type EarlierLine, roomLineOf } from './earlier-line.ts';
import { FloodGate } from './flood.ts';
import { FoldedLines } from './folded-lines.ts';
import type { RawLine, RoomLine, SaidLine } from './room-line.ts';
import { KnownIds } from './known-ids.ts';
import { People } from './people.ts';
import { type Unseen, unseenIn } from './unseen.ts';

const limits = { entries: 10_000, bytes: 16 * 1024 * 1024 };

/** How many names of those who spoke in the past count for the width of the column. */
const pastNamesKept = 500;

/** Bytes kept of a payload that is no chat message. */
const rawKept = 4096;

/** Bytes that a line takes, about. */
export const costOf = (line: RoomLine): number => {
  if (line.kind === 'said') return 100 + (line.user.length + line.say.length) * 2;
  // What counts on must cost the same when it goes as when it came.
  if (line instanceof FoldedLines) return 800;
  return line.kind === 'raw' ? 100 + line.payload.length : 100 + line.text.length * 2;
};

/** A conversation on one topic name. */
export class Room {
  readonly topic: string;
  /** Nothing that is said here may be stored. */
  readonly isPrivate: boolean = false;
  readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  readonly people = new People();
  /** Who has spoken in what was recalled, and we: their names are drawn in full as well. */
  readonly pastNames = new Set<string>();
  /** Lines that came while the room was not shown. */
  unread = 0;
  /** Those of them that mention the person. */
  mentions = 0;
  /** Why the broker lets us hear nothing here. */
  refusal: string | undefined;
  /** Counts only mentions, and sends no notifications. */
  isMuted = false;
  readonly flood = new FloodGate();
  /** Whether a line has a mark behind its name. */
  hasDoubt = false;
  readonly #attention: Attention;
  /** Lines have come that nobody has looked at. */
  #hasStopped = false;
  /** The next line is the first since an earlier run. */
  #resumes = false;
  /** Called when the person has seen everything. */
  onRead: (() => void) | undefined;
  /** Position of the first line that came while the room was not shown; where "new" is drawn. */
  firstUnread: number | undefined;
  /** Whether the person is looking at it. */
  isShown = false;
  readonly #ids = new KnownIds();

  constructor(topic: string, attention = new Attention()) {
    this.topic = topic;
    this.#attention = attention;
  }

  /**
   * Takes another's message, or the echo of our own; shows each `id` once. Returns the
   * line, or `undefined` when none is shown: known, ignored, or too much at once.
   */
  receive(message: ChatMessage, at: number): SaidLine | undefined {
    const { id, user, say } = message;
    if ((id !== undefined && this.#ids.has(id)) || this.#attention.isIgnored(user))
      return undefined;
    const fold = this.flood.judge(user, at);
    if (fold !== undefined) {
      this.#foldInto(fold);
      return undefined;
    }
    if (id !== undefined) this.#ids.add(id);
    this.people.spoke(user, at);
    const mark = senderMarkOf(message, this.#attention, this.people);
    if (mark !== undefined) this.hasDoubt = true;
    const isMention = this.#attention.isMeant(say);
    const isAction = message.kind === 'action';
    const line: SaidLine = {
      kind: 'said',
      user,
      say,
      isAction,
      at,
      ...(isMention ? { isMention } : {}),
      ...(mark === undefined ? {} : { senderMark: mark }),
    };
    this.lines.append(line);
    this.#countUnread(at, isMention);
    return line;
  }

  /** Puts what was said earlier, oldest first, before the rest; returns how much there was room for. */
  recall(earlier: readonly EarlierLine[]): number {
    const fresh = earlier.filter(({ message }) => message === undefined || !this.#ids.has(message));
    for (const { message, user, raw } of fresh) {
      if (message !== undefined) this.#ids.addEarlier(message);
      if (raw === undefined) this.#countName(user);
    }
    return this.lines.prepend(fresh.map((line) => roomLineOf(line, this.#attention)));
  }

  /** Goes on reading where the person has stopped in an earlier run. */
  resume(unseen: Unseen): void {
    const { first, count, mentions } = unseenIn(this.lines, unseen, this.#attention);
    this.#resumes = first === undefined;
    if (first === undefined) return;
    this.firstUnread = first;
    if (this.isShown && this.#attention.hasFocus) return;
    this.#hasStopped = true;
    this.mentions += mentions;
    this.unread += this.isMuted ? mentions : count + unseen.more;
  }

  /** Takes something that is no chat message; returns the line, or `undefined` where it is too much at once. */
  receiveRaw(payload: Uint8Array, at: number): RawLine | undefined {
    const fold = this.flood.judgeRaw(at);
    if (fold !== undefined) {
      this.#foldInto(fold);
      return undefined;
    }
    const bytes = Uint8Array.prototype.slice.call(payload, 0, rawKept);
    const line: RawLine = { kind: 'raw', payload: bytes, size: payload.length, at };
    this.lines.append(line);
    this.#countUnread(at);
    return line;
  }

  /** Adds what we say; its echo will be recognised by the id. The line's delivery is the caller's to update. */
  send(message: ChatMessage & { id: string }, at: number): SaidLine {
    this.#resumes = false;
    this.#ids.add(message.id);
    this.#countName(message.user);
    const line: SaidLine = {
      kind: 'said',
      user: message.user,
      say: message.say,
      isAction: message.kind === 'action',
      at,
      delivery: { state: 'waiting' },
    };
    this.lines.append(line);
    return line;
  }

  /** Tells something; what the person has asked to be told of is a mention. */
  tell(text: string, at: number, isMention = false): void {
    this.lines.append({ kind: 'event', text, at, ...(isMention ? { isMention } : {}) });
    if (isMention) this.#countUnread(at, true);
  }

  /** Tells who came or went; where that is a flood, only how often. */
  tellNews(text: string, at: number): void {
    const fold = this.flood.judgeNews(at);
    if (fold === undefined) this.tell(text, at);
    else if (fold.count === 1) this.lines.append(fold);
  }

  /** The person looks at the room, or looks away. */
  setShown(isShown: boolean): void {
    if (isShown) this.markRead();
    else if (this.isShown) {
      this.firstUnread = undefined;
      this.#resumes = false;
    }
    this.isShown = isShown;
  }

  /** The person has seen everything; the line where the new part began stays. */
  markRead(): void {
    this.unread = 0;
    this.mentions = 0;
    this.#hasStopped = false;
    this.onRead?.();
  }

  /** Whether the person has seen all that came; in a muted room, too. */
  get isRead(): boolean {
    return !this.#hasStopped;
  }

  /** What is too much is counted by one line, which is itself one line of the room. */
  #foldInto(fold: FoldedLines): void {
    if (fold.count > 1) return;
    this.lines.append(fold);
    this.#countUnread(fold.at);
  }

  #countName(user: string): void {
    if (this.pastNames.size < pastNamesKept) this.pastNames.add(user);
  }

  #countUnread(at: number, isMention = false): void {
    if (this.isShown && this.#attention.hasFocus) {
      // What came while the program did not run begins here.
      if (this.#resumes && this.flood.awaitsBacklog(at)) this.firstUnread = this.lines.end - 1;
      this.#resumes = false;
      return;
    }
    // Shown, but nobody looks at the terminal: reading stopped here.
    if (this.isShown && !this.#hasStopped) this.firstUnread = undefined;
    this.#hasStopped = true;
    if (isMention) this.mentions += 1;
    if (isMention || !this.isMuted) this.unread += 1;
    this.firstUnread ??= this.lines.end - 1;
  }
}
