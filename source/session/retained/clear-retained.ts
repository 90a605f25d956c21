import { setTimeout as wait } from 'node:timers/promises';
import { PublishWindow } from '../../mqtt/publish-window.ts';
import { Refused } from '../../mqtt/request-errors.ts';
import type { RetainedConnection } from './collect-retained.ts';

/** How far the clearing has come. */
export type ClearProgress = {
  readonly cleared: number;
  /** Topics that the broker did not let be cleared, and its first reason. */
  readonly refused: number;
  readonly reason: string | undefined;
};

/** What keeps the clearing from going on. */
export type ClearingControl = {
  readonly signal: AbortSignal;
  /** Nothing more is cleared while this holds, as while somebody is asked whether to stop. */
  readonly isHeld?: () => boolean;
};

/** How often it is looked whether it is still held, ms. */
const lookAgain = 50;

const released = async (control: ClearingControl): Promise<void> => {
  while (control.isHeld?.() === true && !control.signal.aborted) await wait(lookAgain);
};

/**
 * Clears what the broker retains on topics, no faster than it acknowledges. Resolves when all are
 * answered, or when the signal aborts and those that were on their way are. Rejects with
 * `ConnectionLost`. Before MQTT 5 a refusal is not told: collecting again shows what is still there.
 */
export const clearRetained = async (
  connection: RetainedConnection,
  topics: Iterable<string>,
  control: ClearingControl,
  onProgress: (progress: ClearProgress) => void,
): Promise<ClearProgress> => {
  const publishing = new PublishWindow(connection.receiveMaximum);
  let progress: ClearProgress = { cleared: 0, refused: 0, reason: undefined };
  let lost: unknown;
  const clear = async (topic: string): Promise<void> => {
    try {
      await connection.publish(topic, '', { qos: 1, retain: true });
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
