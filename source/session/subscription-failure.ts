import { notAnswered } from '../model/room-access.ts';
import { Unanswered } from '../mqtt/request-errors.ts';
import { printable } from '../payload/printable.ts';

/** How the broker answered a subscription that failed, in a few words. */
export const failureInWords = (error: unknown): string =>
  error instanceof Unanswered ? notAnswered : `refused: ${(error as Error).message}`;

/** A notice of subscriptions of a room that failed. */
export const roomFailureNotice = (topic: string, error: unknown): string => {
  const subscriptions = `the subscriptions of #${printable(topic, 100)}`;
  return error instanceof Unanswered
    ? `The broker does not answer ${subscriptions}; trying again.`
    : `The broker refuses ${subscriptions}: ${(error as Error).message}; trying again.`;
};

/** A notice of a subscription that failed. */
export const failureNotice = (filter: string, error: unknown): string =>
  error instanceof Unanswered
    ? `The broker did not answer the subscription to "${filter}".`
    : `The broker refused the subscription to "${filter}": ${(error as Error).message}`;
