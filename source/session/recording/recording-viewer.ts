import type { Wanted } from '../../model/recording-index.ts';
import type { Message } from '../../mqtt/message.ts';

/** Models that are being made for another time. */
export type ModelsForTime = {
  readonly skip: (topic: Wanted['topics'][number] | undefined) => void;
  readonly take: (message: Message) => void;
  /** They take the place of the others, for a time, ms since the epoch, by which so many messages have come. */
  readonly stand: (messages: number, time: number) => void;
};

/** Who shows the recording. */
export type RecordingViewer = {
  /** Messages kept of a topic. */
  readonly history: number;
  /** The next message; played, not only gone over. */
  readonly take: (message: Message, isPlayed: boolean) => void;
  readonly make: (wanted: Wanted) => ModelsForTime;
  /** We are at a time now, ms since the epoch, without having seen how it came to it. */
  readonly arrived: (time: number) => void;
  /** Reading or playing has gone on. */
  readonly onProgress: () => void;
  /** The person has changed how it is played. */
  readonly onChange: () => void;
  readonly notify: (text: string) => void;
};
