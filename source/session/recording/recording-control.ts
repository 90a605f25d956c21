import { filterMatcher } from '../../mqtt/topic-filters.ts';
import type { Message } from '../../mqtt/message.ts';
import { Recorder } from './recorder.ts';
import type { FileMode } from './writable-file.ts';

/** How a recording is made: into which file, and of which topics; all that are watched where none is named. */
export type RecordingControlOptions = {
  readonly path: string;
  readonly mode: FileMode;
  readonly filters: readonly string[];
};

/** Records what is watched, while somebody wants it. */
export class RecordingControl {
  readonly #notify: (text: string) => void;
  readonly #onChange: () => void;
  #recorder: Recorder | undefined;
  #matches: readonly ((topic: string) => boolean)[] = [];
  #isOpening = false;

  /** `onChange` is called when a recording has begun or ended. */
  constructor(notify: (text: string) => void, onChange: () => void) {
    this.#notify = notify;
    this.#onChange = onChange;
  }

  /** The recording that goes on. */
  get recorder(): Recorder | undefined {
    return this.#recorder;
  }

  /** What the next message has to wait for: until the disk has kept up. */
  get blocked(): Promise<void> | undefined {
    return this.#recorder?.blocked;
  }

  /** Hears every message that is watched. */
  take(message: Message): void {
    if (this.#recorder === undefined) return;
    const isWanted =
      this.#matches.length === 0 || this.#matches.some((matches) => matches(message.topic));
    if (isWanted) this.#recorder.record(message);
  }

  /** Begins. Rejects with `FileExists`, or with an error whose message is a sentence. */
  async start({ path, mode, filters }: RecordingControlOptions): Promise<void> {
    if (this.#recorder !== undefined || this.#isOpening)
      throw new Error('Something is being recorded already; /record stop ends that.');
    this.#isOpening = true;
    try {
      this.#matches = filters.map((filter) => filterMatcher(filter));
      this.#recorder = await Recorder.open(path, mode, () => void this.stop());
      this.#onChange();
    } finally {
      this.#isOpening = false;
    }
  }

  /** Ends it and resolves with what was recorded when that is on the disk; with nothing where nothing was. */
  async stop(): Promise<Recorder | undefined> {
    const recorder = this.#recorder;
    if (recorder === undefined) return undefined;
    this.#recorder = undefined;
    this.#onChange();
    await recorder.close();
    const { problem } = recorder;
    if (problem !== undefined)
      this.#notify(`Recording has ended: ${problem} ${recorder.messages} messages are in it.`);
    return recorder;
  }
}
