import type { FileHandle } from 'node:fs/promises';
import { setImmediate as whenIdle, setTimeout as wait } from 'node:timers/promises';
import { mostMessages, RecordingIndex } from '../../model/recording-index.ts';
import type { Message } from '../../mqtt/message.ts';
import { RecordingLines } from './recording-lines.ts';
import { type BrokenLines, messageAt, missingInWords, readRecording } from './recording-reader.ts';
import { speeds, stepFor } from './recording-steps.ts';
import type { RecordingViewer } from './recording-viewer.ts';
import { inTimeSlices, sliceTime } from '../time-slicing.ts';

/** The interval at which playing advances, and the most real time that it advances by at once, ms. */
const tick = 40;
const longestTick = 250;

/** Up to this many messages ahead are taken one by one; beyond that, the models are rebuilt. */
const nearby = 5000;

/** The most messages to read when rebuilding the models: about half a second's work. */
const mostReread = 200_000;

/** How far rates look back before the target time, ms. */
const ratesLookBack = 10_000;

/** Going to a time, and playing on from there; with its own read position. */
type Move = { readonly lines: RecordingLines };

/** Messages in a file, as if they came from a broker, with a time that can be moved. */
export class Recording {
  /** The path of the file, as it was given. */
  readonly path: string;
  readonly index: RecordingIndex;
  readonly broken: BrokenLines = { count: 0, read: 0, first: undefined };
  /** The current time, ms since the epoch: messages after it have not arrived yet. */
  time = 0;
  /** How many messages have arrived by then. */
  position = 0;
  /** The playing speed; 1 is real time. */
  speed = 1;
  isPlaying = false;
  /** How much of the file has been read, 0 to 1. */
  read = 0;
  /** The time that we are going to, ms since the epoch. */
  target: number | undefined;
  readonly #file: FileHandle;
  readonly #size: number;
  #viewer: RecordingViewer | undefined;
  /** The user has not moved yet: messages are shown as they are read. */
  #isFollowing = true;
  #isClosed = false;
  #hasChanged = false;
  /** The newest move; older ones stop. */
  #move: Move | undefined;

  /** `file` must contain at least one message; `topics` is the limit of the tree. */
  constructor(path: string, file: FileHandle, { size, topics }: { size: number; topics: number }) {
    this.path = path;
    this.index = new RecordingIndex({ messages: mostMessages, topics });
    this.#file = file;
    this.#size = size;
  }

  /** Whether the file is still being read. */
  get isReading(): boolean {
    return this.read < 1;
  }

  /** Whether no message follows. */
  get isAtEnd(): boolean {
    return this.position >= this.index.length;
  }

  /** Starts reading the file into the viewer. Never throws. */
  start(viewer: RecordingViewer): void {
    if (this.#viewer !== undefined) return;
    this.#viewer = viewer;
    void this.#readAll(viewer).catch((error: unknown) => {
      this.read = 1;
      if (!this.#isClosed) viewer.notify(`The file cannot be read: ${(error as Error).message}`);
    });
  }

  /** Plays, at the end from the start. Resolves as `goTo` does. */
  async play(): Promise<boolean> {
    if (this.isPlaying) return false;
    this.isPlaying = true;
    this.#viewer?.onChange();
    if (this.isAtEnd && this.target === undefined) return this.goTo(this.index.firstTime);
    if (this.target === undefined) void this.#playOn(this.#nextMove());
    return false;
  }

  pause(): void {
    this.isPlaying = false;
    this.#viewer?.onChange();
  }

  /** The next higher speed, or (-1) the next lower one. */
  changeSpeed(by: 1 | -1): void {
    const at =
      by === 1
        ? speeds.find((each) => each > this.speed)
        : speeds.findLast((each) => each < this.speed);
    this.speed = at ?? this.speed;
    this.#viewer?.onChange();
  }

  /** Goes `by` steps forward or, if negative, back; see `goTo`. */
  step(by: number): Promise<boolean> {
    const { firstTime, lastTime } = this.index;
    return this.goTo((this.target ?? this.time) + by * stepFor(lastTime - firstTime));
  }

  /**
   * Goes to a time, ms since the epoch, within the recording. Resolves to whether the models were rebuilt
   * for it; `false` if another move came first.
   */
  async goTo(time: number): Promise<boolean> {
    const { index } = this;
    const viewer = this.#viewer;
    if (viewer === undefined || index.length === 0) return false;
    const move = this.#nextMove();
    const target = Math.max(index.firstTime, Math.min(index.lastTime, time));
    const count = index.countUntil(target);
    const isNear = count >= this.position && count - this.position <= nearby;
    this.target = target;
    viewer.onChange();
    const hasArrived = isNear
      ? await this.#takeUntil(count, false, move)
      : await this.#rebuild(count, target, move);
    if (!hasArrived) return false;
    this.time = target;
    this.target = undefined;
    viewer.arrived(target);
    if (this.isPlaying) void this.#playOn(move);
    return !isNear;
  }

  /** Closes the file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.isPlaying = false;
    this.#nextMove();
    await this.#file.close();
  }

  #nextMove(): Move {
    this.#isFollowing = false;
    this.#move = { lines: new RecordingLines(this.#file) };
    return this.#move;
  }

  async #readAll(viewer: RecordingViewer): Promise<void> {
    const lines = new RecordingLines(this.#file);
    const { index, broken } = this;
    for (let isMore = true; isMore && !this.#isClosed;) {
      isMore = await readRecording({ lines, index, broken }, sliceTime, (message) => {
        if (!this.#isFollowing) return;
        viewer.take(message, false);
        this.position = index.length;
      });
      if (this.#isFollowing) this.time = index.lastTime;
      this.read = isMore ? Math.min(0.999, lines.offset / this.#size) : 1;
      viewer.onProgress();
      await whenIdle();
    }
    if (this.#isFollowing) viewer.arrived(this.time);
    const problem = this.#isClosed ? undefined : missingInWords(broken, index);
    if (problem !== undefined) viewer.notify(problem);
  }

  async #playOn(move: Move): Promise<void> {
    let last = performance.now();
    while (this.isPlaying && this.#move === move) {
      const now = performance.now();
      const passed = Math.min(longestTick, now - last);
      last = now;
      const time = Math.min(this.index.lastTime, this.time + passed * this.speed);
      if (!(await this.#takeUntil(this.index.countUntil(time), true, move))) return;
      this.time = time;
      if (this.isAtEnd && !this.isReading) this.isPlaying = false;
      this.#viewer?.onProgress();
      await wait(tick);
    }
  }

  /** Takes the messages up to a number one by one; returns `false` if another move came first. */
  async #takeUntil(count: number, isPlayed: boolean, move: Move): Promise<boolean> {
    const isCurrent = (): boolean => this.#move === move;
    return inTimeSlices(count - this.position, isCurrent, async () => {
      const message = await this.#messageAt(this.position, move);
      if (!isCurrent()) return;
      this.time = this.index.timeAt(this.position);
      this.position += 1;
      if (message !== undefined) this.#viewer?.take(message, isPlayed);
    });
  }

  /** Rebuilds the models as they were after `count` messages; returns `false` if another move came first. */
  async #rebuild(count: number, time: number, move: Move): Promise<boolean> {
    const viewer = this.#viewer;
    if (viewer === undefined) return false;
    const plan = this.index.planFor(count, {
      history: viewer.history,
      most: mostReread,
      since: time - ratesLookBack,
    });
    const { messages, topics } = plan;
    const models = viewer.make(plan);
    const isCurrent = (): boolean => this.#move === move;
    const isCounted = await inTimeSlices(topics.length, isCurrent, (number) =>
      models.skip(topics[number]),
    );
    if (!isCounted) return false;
    const isRead = await inTimeSlices(messages.length, isCurrent, async (number) => {
      const message = await this.#messageAt(messages[number] ?? 0, move);
      if (message !== undefined && isCurrent()) models.take(message);
    });
    if (!isRead) return false;
    models.replace(count, time);
    this.position = count;
    return true;
  }

  /** A message of the file; `undefined` if its line is no longer there. */
  async #messageAt(number: number, { lines }: Move): Promise<Message | undefined> {
    const message = await messageAt(lines, this.index.offsetAt(number));
    if (message === undefined && !this.#hasChanged && !this.#isClosed) {
      this.#hasChanged = true;
      this.#viewer?.notify('The file has changed since it was opened: open it again.');
    }
    return message;
  }
}
