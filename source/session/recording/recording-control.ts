import { filterMatcher } from '../../mqtt/topic-filters.ts';
import type { Message } from '../../mqtt/message.ts';
import { inTimeSlices } from '../time-slicing.ts';
import { Recorder } from './recorder.ts';
import type { FileMode } from './writable-file.ts';

/** How to record: to which file, and which topic filters; everything watched if there are none. */
export type RecordingControlOptions = {
  readonly path: string;
  readonly mode: FileMode;
  readonly filters: readonly string[];
  /** What is retained when recording starts: it goes first, as if one had subscribed now. */
  readonly retained: (isWanted: (topic: string) => boolean) => RetainedMessages;
};

/** Retained messages, each read when it is asked for; `undefined` if one is not known whole. */
export type RetainedMessages = {
  readonly length: number;
  readonly at: (index: number) => Message | undefined;
};

/** How a recording has begun: how many retained messages are in it, and how many are not known whole. */
export type RecordingStart = { readonly retained: number; readonly leftOut: number };

/** Starts and stops recording what is watched. */
export class RecordingControl {
  readonly #notify: (text: string) => void;
  readonly #onChange: () => void;
  #recorder: Recorder | undefined;
  #matches: readonly ((topic: string) => boolean)[] = [];
  #isOpening = false;
  /** While what is retained is written: the messages that have arrived, and a promise of its end. */
  #early: Message[] | undefined;
  #beginning: PromiseWithResolvers<void> | undefined;

  /** `onChange` is called when recording has started or stopped. */
  constructor(notify: (text: string) => void, onChange: () => void) {
    this.#notify = notify;
    this.#onChange = onChange;
  }

  /** The running recorder. */
  get recorder(): Recorder | undefined {
    return this.#recorder;
  }

  /** Resolves when messages may come again; `undefined` if they need not wait. */
  get blocked(): Promise<void> | undefined {
    return this.#recorder?.blocked ?? this.#beginning?.promise;
  }

  /** Call this with every watched message. */
  take(message: Message): void {
    if (this.#recorder === undefined || !this.#isWanted(message.topic)) return;
    if (this.#early === undefined) this.#recorder.record(message);
    // A copy: the payload is a slice of a larger chunk.
    else this.#early.push({ ...message, payload: Buffer.from(message.payload) });
  }

  /**
   * Starts recording; resolves once what is retained has been handed to the disk. Rejects with `FileExists`,
   * or with an error whose message is a sentence.
   */
  async start(options: RecordingControlOptions): Promise<RecordingStart> {
    const { path, mode, filters, retained } = options;
    if (this.#recorder !== undefined || this.#isOpening)
      throw new Error('A recording is already running; /record stop ends it.');
    this.#isOpening = true;
    const beginning = Promise.withResolvers<void>();
    try {
      this.#matches = filters.map((filter) => filterMatcher(filter));
      const recorder = await Recorder.open(path, mode, () => void this.stop());
      this.#recorder = recorder;
      this.#onChange();
      this.#beginning = beginning;
      return await this.#recordRetained(recorder, retained(this.#isWanted));
    } finally {
      this.#isOpening = false;
      this.#beginning = undefined;
      beginning.resolve();
    }
  }

  /** Stops recording; resolves to the recorder once everything is on the disk, or `undefined` if nothing was being recorded. */
  async stop(): Promise<Recorder | undefined> {
    const recorder = this.#recorder;
    if (recorder === undefined) return undefined;
    this.#endOfRetained(recorder);
    this.#recorder = undefined;
    this.#onChange();
    await recorder.close();
    const { problem } = recorder;
    if (problem !== undefined)
      this.#notify(`Recording has stopped: ${problem} It has ${recorder.messages} messages.`);
    return recorder;
  }

  readonly #isWanted = (topic: string): boolean =>
    this.#matches.length === 0 || this.#matches.some((matches) => matches(topic));

  async #recordRetained(recorder: Recorder, retained: RetainedMessages): Promise<RecordingStart> {
    const isRunning = (): boolean => this.#recorder === recorder;
    let recorded = 0;
    this.#early = [];
    const receivedAt = Date.now();
    await inTimeSlices(retained.length, isRunning, (index) => {
      const message = retained.at(index);
      if (message === undefined) return undefined;
      recorder.record({ ...message, receivedAt });
      recorded += 1;
      return recorder.blocked;
    });
    if (isRunning()) this.#endOfRetained(recorder);
    return { retained: recorded, leftOut: retained.length - recorded };
  }

  #endOfRetained(recorder: Recorder): void {
    for (const message of this.#early ?? []) recorder.record(message);
    this.#early = undefined;
  }
}
