/** Something that happened: who came and went, what a command answers, what a watch has seen. */
export type EventLine = {
  readonly kind: 'event';
  readonly text: string;
  readonly at: number;
  /** The person has asked to be told of it. */
  readonly isMention?: true;
};
