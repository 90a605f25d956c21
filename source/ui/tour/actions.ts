import type { ActionContext, ActionTables } from '../action-context.ts';
import { keyAlways, keyOf } from '../keys/key-of.ts';
import { openHelp } from '../help/actions.ts';
import type { TourState } from './state.ts';
import { tourSteps } from './steps.ts';

type TourContext = Pick<ActionContext, 'session' | 'state' | 'dispatch' | 'tables'>;

/** Shows a step; behind the last one the tour is over, and a notice says so. */
const goTo = ({ session, dispatch, tables }: TourContext, at: number): void => {
  const isOver = at >= tourSteps.length;
  dispatch({ type: 'tour-moved', at: isOver ? undefined : at, since: session.now });
  if (isOver)
    session.notify(
      `That was the tour: ${keyAlways({ tables }, openHelp)} has all keys, /tour begins again.`,
    );
};

/** Begins the tour, from the start if it is on. */
export const beginTour = (context: TourContext): void => goTo(context, 0);

/** Goes to the next step of the tour if it is on, whether this one is done or not. */
export const nextStep = (context: TourContext): void => {
  const { at } = context.state().tour;
  if (at !== undefined) goTo(context, at + 1);
};

/** Ends the tour. */
export const endTour = ({ session, dispatch }: Pick<TourContext, 'session' | 'dispatch'>): void =>
  dispatch({ type: 'tour-moved', at: undefined, since: session.now });

/** Goes on where the step that is shown has been done. */
export const followStep = (context: TourContext): void => {
  const state = context.state();
  const { at, since } = state.tour;
  if (
    at !== undefined &&
    tourSteps[at]?.isDone({ session: context.session, state }, since) === true
  )
    nextStep(context);
};

/** The sentence of the step that is shown, with its number; `undefined` while the tour is not on. */
export const tourText = (tables: ActionTables, tour: TourState): string | undefined => {
  const step = tour.at === undefined ? undefined : tourSteps[tour.at];
  return step === undefined || tour.at === undefined
    ? undefined
    : `${tour.at + 1}/${tourSteps.length} ${step.sentence({ tables })} · ${keyOf({ tables }, nextStep)} skips · ${keyOf({ tables }, endTour)} ends`;
};
