import type { ReplayPlan } from '../../model/recording-index.ts';
import type { Message } from '../../mqtt/message.ts';

/** Models that are being built for another time. */
export type ModelsForTime = {
  readonly skip: (topic: ReplayPlan['topics'][number] | undefined) => void;
  readonly take: (message: Message) => void;
  /** Replaces the viewer's models; `messages` had arrived by `time`, ms since the epoch. */
  readonly replace: (messages: number, time: number) => void;
};

/** What shows the recording. */
export type RecordingViewer = {
  /** How many messages are kept per topic. */
  readonly history: number;
  /** Takes the next message; `isPlayed`: played, rather than skipped over. */
  readonly take: (message: Message, isPlayed: boolean) => void;
  readonly make: (plan: ReplayPlan) => ModelsForTime;
  /** The recording has jumped to a time, ms since the epoch. */
  readonly arrived: (time: number) => void;
  /** Reading or playing has made progress. */
  readonly onProgress: () => void;
  /** The user has changed how the recording is played. */
  readonly onChange: () => void;
  readonly notify: (text: string) => void;
};
