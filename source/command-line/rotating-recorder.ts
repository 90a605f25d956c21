import { rename, rm, stat } from 'node:fs/promises';
import { Recorder } from '../session/recording/recorder.ts';
import { type FileMode, writeProblem } from '../session/recording/writable-file.ts';
import type { LineMessage } from '../payload/message-line.ts';
import { begunAtOf, freeName, nextTurn, olderFiles, olderName } from './rotation-files.ts';

/** When a new file is begun, and how many older ones stay beside it. */
export type Rotation = {
  /** The time between new files, ms, at least a second: on the hour, at midnight, by the local clock. */
  readonly every: number;
  /** All of them if absent. */
  readonly keep?: number;
};

/** A file that is complete, and what is in it. */
export type CompleteFile = {
  readonly path: string;
  readonly messages: number;
  readonly bytes: number;
};

type Events = {
  /** Called once, with a sentence, if nothing more can be recorded. */
  readonly onProblem: (problem: string) => void;
  /** A new file has been begun. */
  readonly onTurn: (complete: CompleteFile) => void;
};

const turnAfter = (begunAt: number, rotation: Rotation | undefined): number =>
  rotation === undefined ? Number.POSITIVE_INFINITY : nextTurn(begunAt, rotation.every);

/** Gives the recording of an earlier period its own name, before anything is appended to it. */
const putAside = async (path: string, rotation: Rotation): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size === 0) return;
  const begunAt = await begunAtOf(path);
  if (nextTurn(begunAt, rotation.every) > Date.now()) return;
  await rename(path, await freeName(olderName(path, begunAt)));
  await removeOldest(path, rotation);
};

/** Removes all but the newest complete files. What cannot be removed is tried again with the next file. */
const removeOldest = async (path: string, { keep }: Rotation): Promise<void> => {
  const tooOld = keep === undefined ? [] : (await olderFiles(path)).slice(0, -keep);
  for (const file of tooOld) await rm(file).catch(() => undefined);
};

/** A recording that is continued in a new file from time to time; the older ones get the time in their name. */
export class RotatingRecorder {
  /** How many files are complete. */
  turns = 0;
  readonly #path: string;
  readonly #rotation: Rotation | undefined;
  readonly #events: Events;
  #recorder: Recorder;
  #begunAt: number;
  /** When the next file is begun, ms since the epoch. */
  #turnAt: number;
  #before = { messages: 0, bytes: 0, leftOut: 0 };
  #turning: Promise<void> | undefined;
  /** What has arrived while a new file is begun. */
  #early: LineMessage[] = [];
  #problem: string | undefined;

  private constructor(
    recorder: Recorder,
    begunAt: number,
    options: { readonly rotation: Rotation | undefined; readonly events: Events },
  ) {
    this.#path = recorder.path;
    this.#recorder = recorder;
    this.#begunAt = begunAt;
    this.#turnAt = turnAfter(begunAt, options.rotation);
    this.#rotation = options.rotation;
    this.#events = options.events;
  }

  /** Opens the file. Rejects with `FileExists`, or with an error whose message is a sentence. */
  static async open(
    path: string,
    { mode, rotation, ...events }: Events & { mode: FileMode; rotation: Rotation | undefined },
  ): Promise<RotatingRecorder> {
    if (rotation !== undefined && mode === 'append') await putAside(path, rotation);
    const recorder = await Recorder.open(path, mode, events.onProblem);
    const { size, isRegular } = await stat(path).then(
      (found) => ({ size: found.size, isRegular: found.isFile() }),
      () => ({ size: 0, isRegular: false }),
    );
    if (rotation !== undefined && !isRegular) {
      await recorder.close();
      throw new Error(`${path} cannot be rotated: it is not a regular file.`);
    }
    const begunAt = rotation === undefined || size === 0 ? Date.now() : await begunAtOf(path);
    return new RotatingRecorder(recorder, begunAt, { rotation, events });
  }

  /** Messages and bytes in all files of this run, without those that still wait for the disk. */
  get messages(): number {
    return this.#before.messages + this.#recorder.messages;
  }

  get bytes(): number {
    return this.#before.bytes + this.#recorder.bytes;
  }

  /** Messages left out as too long for a line. */
  get leftOut(): number {
    return this.#before.leftOut + this.#recorder.leftOut;
  }

  /** Why nothing more is recorded, in one sentence. */
  get problem(): string | undefined {
    return this.#problem ?? this.#recorder.problem;
  }

  /** Resolves when more may come; `undefined` if nothing need wait. */
  get blocked(): Promise<void> | undefined {
    return this.#turning ?? this.#recorder.blocked;
  }

  record(message: LineMessage): void {
    this.turnIfDue(message.receivedAt);
    if (this.#turning === undefined) this.#recorder.record(message);
    // A copy: the payload is a slice of a larger chunk.
    else this.#early.push({ ...message, payload: Buffer.from(message.payload) });
  }

  /** Begins a new file if it is time: `now`, ms since the epoch. */
  turnIfDue(now: number): void {
    if (now < this.#turnAt || this.#rotation === undefined) return;
    if (this.#turning !== undefined || this.problem !== undefined) return;
    this.#turning = this.#turn(this.#rotation, now)
      .catch((error: unknown) => {
        const { code, message } = error as NodeJS.ErrnoException;
        this.#problem = code === undefined ? message : writeProblem(this.#path, error);
        this.#events.onProblem(this.#problem);
      })
      .finally(() => {
        this.#turning = undefined;
        for (const message of this.#early.splice(0)) this.#recorder.record(message);
      });
  }

  /** Writes what is left, and closes the file. Never rejects: `problem` reports a failure. */
  async close(): Promise<void> {
    await this.#turning;
    await this.#recorder.close();
  }

  async #turn(rotation: Rotation, now: number): Promise<void> {
    const complete = this.#recorder;
    await complete.close();
    // Somebody may have moved the file away.
    const size = await stat(this.#path).then(
      (found) => found.size,
      () => 0,
    );
    const older = size === 0 ? undefined : await freeName(olderName(this.#path, this.#begunAt));
    if (older !== undefined) await rename(this.#path, older);
    const mode = older === undefined ? 'append' : 'new';
    const next = await Recorder.open(this.#path, mode, this.#events.onProblem);
    this.#before = { messages: this.messages, bytes: this.bytes, leftOut: this.leftOut };
    this.#recorder = next;
    this.#begunAt = now;
    this.#turnAt = turnAfter(now, rotation);
    if (older === undefined) return;
    this.turns += 1;
    await removeOldest(this.#path, rotation);
    this.#events.onTurn({ path: older, messages: complete.messages, bytes: complete.bytes });
  }
}
