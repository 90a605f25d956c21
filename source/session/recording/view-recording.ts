import type { Recency } from '../../model/recency.ts';
import type { RecordingIndex } from '../../model/recording-index.ts';
import type { Announcer } from '../frame-parts.ts';
import type { MonitorSession } from '../monitor/monitor-session.ts';
import type { Recording } from './recording.ts';

/** How far back it must be known what came when, and how closely, ms. */
const recent = { reach: 11_000, step: 250 };

/** What has come lately before a time, as somebody would have seen it who was there. */
const noteRecency = (recency: Recency, index: RecordingIndex, time: number): void => {
  for (let back = recent.reach; back > 0; back -= recent.step)
    recency.note(time - back, index.countUntil(time - back));
};

/** What follows the time of the recording. */
const followers = ['connection', 'topics', 'messages', 'work'] as const;

type Viewer = {
  readonly monitor: MonitorSession | undefined;
  readonly clock: Announcer;
  readonly notify: (text: string) => void;
};

/** Begins to read a recording, and shows it as if it came from a broker. */
export const viewRecording = (recording: Recording, session: Viewer): void => {
  const { monitor } = session;
  if (monitor === undefined) return;
  recording.start({
    history: monitor.limits.history,
    take: (message, isPlayed) => monitor.replay(message, isPlayed),
    make: (wanted) => {
      const models = monitor.makeModels();
      models.tree.histories.evicted += wanted.cut;
      return {
        skip: (topic) => {
          if (topic !== undefined) models.skip(topic);
        },
        take: (message) => models.record(message),
        stand: (messages, time) => {
          models.openAs(monitor.tree);
          monitor.replaceModels(models, messages, time);
          // What the broker said about itself was said at another time.
          if (monitor.broker !== undefined) monitor.watchBroker(time);
        },
      };
    },
    arrived: (time) => {
      noteRecency(monitor.tree.recency, recording.index, time);
      session.clock.changedNow(...followers);
    },
    onProgress: () => session.clock.changed(...followers),
    onChange: () => session.clock.changedNow(...followers),
    notify: (text) => session.notify(text),
  });
};
