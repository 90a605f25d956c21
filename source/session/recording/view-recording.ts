import type { Recency } from '../../model/recency.ts';
import type { RecordingIndex } from '../../model/recording-index.ts';
import type { Announcer } from '../frame-parts.ts';
import type { MonitorSession } from '../monitor/monitor-session.ts';
import type { Recording } from './recording.ts';

/** How far back, and at which intervals, recency is noted, ms. */
const recent = { reach: 11_000, step: 250 };

/** Notes how many messages had arrived shortly before a time, as if it had been watched live. */
const noteRecency = (recency: Recency, index: RecordingIndex, time: number): void => {
  for (let back = recent.reach; back > 0; back -= recent.step)
    recency.note(time - back, index.countUntil(time - back));
};

/** The parts of the screen that change with the recording's time. */
const followers = ['connection', 'topics', 'messages', 'work'] as const;

type Viewer = {
  readonly monitor: MonitorSession | undefined;
  readonly clock: Announcer;
  readonly notify: (text: string) => void;
};

/** Reads a recording, and shows it as if it came from a broker. */
export const viewRecording = (recording: Recording, session: Viewer): void => {
  const { monitor } = session;
  if (monitor === undefined) return;
  recording.start({
    history: monitor.limits.history,
    take: (message, isPlayed) => monitor.replay(message, isPlayed),
    make: (plan) => {
      const models = monitor.makeModels(recording.index.firstTime);
      models.tree.histories.evicted += plan.cut;
      return {
        skip: (topic) => {
          if (topic !== undefined) models.skip(topic);
        },
        take: (message) => models.record(message),
        replace: (messages, time) => {
          models.openAs(monitor.tree);
          monitor.replaceModels(models, messages, time);
          // The broker's status so far belongs to another time.
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
