/** An event: someone came or left, a command's answer, a watch's report. */
export type EventLine = {
  readonly kind: 'event';
  readonly text: string;
  readonly at: number;
  /** Whether the user has asked to be notified of it. */
  readonly isMention?: true;
};
