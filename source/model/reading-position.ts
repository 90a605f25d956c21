import type { Attention } from './attention.ts';
import type { BoundedLog } from './bounded-log.ts';
import type { RoomLine } from './room-line.ts';
import { type Unseen, unseenIn } from './unseen.ts';

/** What the user has seen of a room, and how much they have not. */
export class ReadingPosition {
  /** How many lines arrived while the room was not open. */
  unread = 0;
  /** How many of them mention the user. */
  mentions = 0;
  /** Whether the room counts only mentions, and never notifies. */
  isMuted = false;
  /** Position of the first line that arrived while the room was not open; "new" is drawn there. */
  firstUnread: number | undefined;
  /** Whether the room is open on the screen. */
  isShown = false;
  /** Called when the room is opened on the screen. */
  onShow: (() => void) | undefined;
  /** Called when the user has seen everything. */
  onRead: (() => void) | undefined;
  readonly #lines: BoundedLog<RoomLine>;
  readonly #attention: Attention;
  readonly #awaitsBacklog: (at: number) => boolean;
  /** Whether lines have arrived that the user has not seen. */
  #hasStopped = false;
  /** Whether the next line is the first since an earlier run. */
  #resumes = false;

  /** `awaitsBacklog`: whether what arrives at a time, ms since the epoch, may have been said while the program was not running. */
  constructor(
    lines: BoundedLog<RoomLine>,
    attention: Attention,
    awaitsBacklog: (at: number) => boolean,
  ) {
    this.#lines = lines;
    this.#attention = attention;
    this.#awaitsBacklog = awaitsBacklog;
  }

  /** Whether the user has seen everything, also in a muted room. */
  get isRead(): boolean {
    return !this.#hasStopped;
  }

  /** Restores the position of an earlier run. */
  resume(unseen: Unseen): void {
    const { first, count, mentions } = unseenIn(this.#lines, unseen, this.#attention);
    this.#resumes = first === undefined;
    if (first === undefined) return;
    this.firstUnread = first;
    if (this.isShown && this.#attention.hasFocus) return;
    this.#hasStopped = true;
    this.mentions += mentions;
    this.unread += this.isMuted ? mentions : count + unseen.more;
  }

  /** Opens or closes the room on the screen. */
  setShown(isShown: boolean): void {
    if (isShown) {
      this.onShow?.();
      this.markRead();
    } else if (this.isShown) {
      this.firstUnread = undefined;
      this.#resumes = false;
    }
    this.isShown = isShown;
  }

  /** Marks everything as seen; the "new" line stays. */
  markRead(): void {
    this.unread = 0;
    this.mentions = 0;
    this.#hasStopped = false;
    this.onRead?.();
  }

  /** The user has said something: they have seen what came before. */
  said(): void {
    this.#resumes = false;
  }

  /** Counts the line that was just added, received at `at`, ms since the epoch. */
  count(at: number, isMention = false): void {
    if (this.isShown && this.#attention.hasFocus) {
      // What arrived while the program was not running starts here.
      if (this.#resumes && this.#awaitsBacklog(at)) this.firstUnread = this.#lines.end - 1;
      this.#resumes = false;
      return;
    }
    // The room is open, but the terminal has lost the focus: reading stopped here.
    if (this.isShown && !this.#hasStopped) this.firstUnread = undefined;
    this.#hasStopped = true;
    if (isMention) this.mentions += 1;
    if (isMention || !this.isMuted) this.unread += 1;
    this.firstUnread ??= this.#lines.end - 1;
  }
}
