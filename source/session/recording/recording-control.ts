import { filterMatcher } from '../../mqtt/topic-filters.ts';
import type { Message } from '../../mqtt/message.ts';
import { Recorder } from './recorder.ts';
import type { FileMode } from './writable-file.ts';

/** How to record: to which file, and which topic filters; everything watched if there are none. */
export type RecordingControlOptions = {
  readonly path: string;
  readonly mode: FileMode;
  readonly filters: readonly string[];
};

/** Starts and stops recording what is watched. */
export class RecordingControl {
  readonly #notify: (text: string) => void;
  readonly #onChange: () => void;
  #recorder: Recorder | undefined;
  #matches: readonly ((topic: string) => boolean)[] = [];
  #isOpening = false;

  /** `onChange` is called when recording has started or stopped. */
  constructor(notify: (text: string) => void, onChange: () => void) {
    this.#notify = notify;
    this.#onChange = onChange;
  }

  /** The running recorder. */
  get recorder(): Recorder | undefined {
    return this.#recorder;
  }

  /** Resolves when the disk has caught up; `undefined` if messages need not wait for it. */
  get blocked(): Promise<void> | undefined {
    return this.#recorder?.blocked;
  }

  /** Call this with every watched message. */
  take(message: Message): void {
    if (this.#recorder === undefined) return;
    const isWanted =
      this.#matches.length === 0 || this.#matches.some((matches) => matches(message.topic));
    if (isWanted) this.#recorder.record(message);
  }

  /** Starts recording. Rejects with `FileExists`, or with an error whose message is a sentence. */
  async start({ path, mode, filters }: RecordingControlOptions): Promise<void> {
    if (this.#recorder !== undefined || this.#isOpening)
      throw new Error('A recording is already running; /record stop ends it.');
    this.#isOpening = true;
    try {
      this.#matches = filters.map((filter) => filterMatcher(filter));
      this.#recorder = await Recorder.open(path, mode, () => void this.stop());
      this.#onChange();
    } finally {
      this.#isOpening = false;
    }
  }

  /** Stops recording; resolves to the recorder once everything is on the disk, or `undefined` if nothing was being recorded. */
  async stop(): Promise<Recorder | undefined> {
    const recorder = this.#recorder;
    if (recorder === undefined) return undefined;
    this.#recorder = undefined;
    this.#onChange();
    await recorder.close();
    const { problem } = recorder;
    if (problem !== undefined)
      this.#notify(`Recording has stopped: ${problem} It has ${recorder.messages} messages.`);
    return recorder;
  }
}
