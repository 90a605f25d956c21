/** The tour: whether this screen has one, and how far it has come. */
export type TourState = {
  /** Whether the topics and people that the tour speaks of are there: those of the demo. */
  readonly isOffered: boolean;
  /** The index of the step that is shown; `undefined` while the tour is not on. */
  readonly at: number | undefined;
  /** When that step began, ms since the epoch. */
  readonly since: number;
};

/** The tour came to a step, or with `undefined` to its end, at a time, ms since the epoch. */
export type TourAction = {
  readonly type: 'tour-moved';
  readonly at: number | undefined;
  readonly since: number;
};

/** The tour before anybody asks for it. */
export const initialTour = (isOffered: boolean): TourState => ({
  isOffered,
  at: undefined,
  since: 0,
});

/** The changes to the tour. Pure. */
export const tourReducer = (tour: TourState, { at, since }: TourAction): TourState => ({
  ...tour,
  at,
  since,
});
