import { notAnswered } from '../model/room-access.ts';
import { Unanswered } from '../mqtt/request-errors.ts';

/** How the broker answered a subscription that failed, in a few words. */
export const failureInWords = (error: unknown): string =>
  error instanceof Unanswered ? notAnswered : `refused: ${(error as Error).message}`;

/** A notice of a subscription that failed. */
export const failureNotice = (filter: string, error: unknown): string =>
  error instanceof Unanswered
    ? `The broker did not answer the subscription to "${filter}".`
    : `The broker refused the subscription to "${filter}": ${(error as Error).message}`;
