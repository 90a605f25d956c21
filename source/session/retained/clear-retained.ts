import { setTimeout as wait } from 'node:timers/promises';
import { PublishWindow } from '../../mqtt/publish-window.ts';
import { answerTime, Refused, Unanswered } from '../../mqtt/request-errors.ts';
import { withTimeout } from '../with-timeout.ts';
import type { RetainedConnection } from './collect-retained.ts';

/** The progress of clearing. */
export type ClearProgress = {
  readonly cleared: number;
  /** Topics that the broker refused to clear. */
  readonly refused: number;
  /** The broker's first reason. */
  readonly reason: string | undefined;
};

/** What stops or pauses clearing. */
export type ClearingControl = {
  readonly signal: AbortSignal;
  /** Clearing pauses while this returns true, for example while the user is asked whether to stop. */
  readonly isHeld?: () => boolean;
};

/** How often to check whether the pause is over, ms. */
const pollInterval = 50;

const released = async (control: ClearingControl): Promise<void> => {
  while (control.isHeld?.() === true && !control.signal.aborted) await wait(pollInterval);
};

/**
 * Clears the retained messages on topics, no faster than the broker acknowledges. Resolves when all are
 * answered, or, after the signal aborts, when those in flight are. Rejects with `ConnectionLost` or
 * `Unanswered`. Before MQTT 5 the broker cannot report a refusal: only collecting again shows what is still there.
 */
export const clearRetained = async (
  connection: RetainedConnection,
  topics: Iterable<string>,
  control: ClearingControl,
  onProgress: (progress: ClearProgress) => void,
): Promise<ClearProgress> => {
  // No more than the broker takes at once: the time for its answer counts from here.
  const publishing = new PublishWindow(connection.receiveMaximum);
  let progress: ClearProgress = { cleared: 0, refused: 0, reason: undefined };
  let lost: unknown;
  const clear = async (topic: string): Promise<void> => {
    try {
      const clearing = connection.publish(topic, '', { qos: 1, retain: true });
      if (!(await withTimeout(answerTime, clearing))) throw new Unanswered('PUBLISH');
      progress = { ...progress, cleared: progress.cleared + 1 };
    } catch (error) {
      if (!(error instanceof Refused)) {
        lost ??= error;
        return;
      }
      progress = {
        ...progress,
        refused: progress.refused + 1,
        reason: progress.reason ?? error.message,
      };
    }
    onProgress(progress);
  };
  for (const topic of topics) {
    await released(control);
    if (control.signal.aborted || lost !== undefined) break;
    await publishing.add(() => clear(topic));
  }
  await publishing.settled();
  if (lost !== undefined) throw lost;
  return progress;
};
