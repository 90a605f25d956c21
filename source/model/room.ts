import type { ChatMessage } from '../chat/wire.ts';
import { Attention } from './attention.ts';
import { BoundedLog } from './bounded-log.ts';
import { FloodGate } from './flood.ts';
import { FoldedLines } from './folded-lines.ts';
import { KnownIds } from './known-ids.ts';
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
  /** Names the person who reads, or a word that they asked to be told of. */
  readonly isMention?: true;
  /** The name is easily taken for somebody else's: a short part of the client identifier, or `?`. */
  readonly doubt?: string;
  /** By our clock, ms since the epoch. */
  readonly at: number;
  /** Set on what we said ourselves; changes as it is delivered. */
  delivery?: Delivery;
  /** Its number in the history, which grows; `undefined` until it is stored. */
  row?: number;
};

/** A sentence of the past, as the history has it. */
export type EarlierLine = Pick<SaidLine, 'user' | 'say' | 'isAction' | 'at'> & {
  readonly row: number;
  /** Its id on the wire, where it has one. */
  readonly message: string | undefined;
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

/** So many names of those who spoke in the past count for the width of the column. */
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
  /** Counts only mentions, and notifies of nothing. */
  isMuted = false;
  readonly flood = new FloodGate();
  /** Whether a line has a mark behind its name. */
  hasDoubt = false;
  readonly #attention: Attention;
  /** Lines have come that nobody has looked at. */
  #hasStopped = false;
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
   * Takes a message of somebody else, or the echo of our own; shows each `id` once. Returns the
   * line, or `undefined` when none is shown: known, ignored, or too much at once.
   */
  hear(message: ChatMessage, at: number): SaidLine | undefined {
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
    const doubt = this.#doubtOf(user);
    const isMention = this.#attention.isMeant(say);
    const line: SaidLine = {
      kind: 'said',
      user,
      say,
      isAction: message.kind === 'action',
      at,
      ...(isMention ? { isMention } : {}),
      ...(doubt === undefined ? {} : { doubt }),
    };
    this.#append(line);
    this.#countUnread(isMention);
    return line;
  }

  /** Puts what was said earlier, oldest first, before the rest; returns how much there was room for. */
  recall(earlier: readonly EarlierLine[]): number {
    const fresh = earlier.filter(({ message }) => message === undefined || !this.#ids.has(message));
    for (const { message, user } of fresh) {
      if (message !== undefined) this.#ids.addEarlier(message);
      this.#countName(user);
    }
    return this.lines.prepend(
      fresh.map(({ row, user, say, isAction, at }): SaidLine => ({
        kind: 'said',
        user,
        say,
        isAction,
        at,
        row,
        ...(this.#attention.isMeant(say) ? { isMention: true } : {}),
      })),
    );
  }

  /** Takes something that is no chat message. */
  hearRaw(payload: Uint8Array, at: number): void {
    const fold = this.flood.judgeRaw(at);
    if (fold !== undefined) {
      this.#foldInto(fold);
      return;
    }
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
    this.#append(line);
    return line;
  }

  tell(text: string, at: number): void {
    this.#append({ kind: 'event', text, at });
  }

  /** Tells who came or went; where that is a flood, only how often. */
  tellNews(text: string, at: number): void {
    const fold = this.flood.judgeNews(at);
    if (fold === undefined) this.tell(text, at);
    else if (fold.count === 1) this.#append(fold);
  }

  /** The person looks at the room, or looks away. */
  setShown(isShown: boolean): void {
    if (isShown) this.markRead();
    else if (this.isShown) this.firstUnread = undefined;
    this.isShown = isShown;
  }

  /** The person has seen everything; the line where the new part began stays. */
  markRead(): void {
    this.unread = 0;
    this.mentions = 0;
    this.#hasStopped = false;
  }

  /** What is too much is counted by one line, which is itself one line of the room. */
  #foldInto(fold: FoldedLines): void {
    if (fold.count > 1) return;
    this.#append(fold);
    this.#countUnread(false);
  }

  #doubtOf(user: string): string | undefined {
    if (this.#attention.isUs(user)) {
      this.hasDoubt = true;
      return '?';
    }
    if (!this.#attention.looksLikeUs(user) && !this.people.isAmbiguous(user)) return undefined;
    this.hasDoubt = true;
    return this.people.markOf(user);
  }

  #countName(user: string): void {
    if (this.pastNames.size < pastNamesKept) this.pastNames.add(user);
  }

  #append(line: RoomLine): void {
    this.lines.append(line);
  }

  #countUnread(isMention = false): void {
    if (this.isShown && this.#attention.hasFocus) return;
    // Shown, but nobody looks at the terminal: reading stopped here.
    if (this.isShown && !this.#hasStopped) this.firstUnread = undefined;
    this.#hasStopped = true;
    if (isMention) this.mentions += 1;
    if (isMention || !this.isMuted) this.unread += 1;
    this.firstUnread ??= this.lines.end - 1;
  }
}
