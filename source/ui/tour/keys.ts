import type { KeyBinding } from '../action-context.ts';
import { endTour, isOnTour, nextStep } from './actions.ts';

/** The keys of the tour, while it is on. */
export const tourBindings: readonly KeyBinding[] = [
  {
    keys: ['Alt+N'],
    scope: 'always',
    description: 'skip a step of the tour',
    isEnabled: isOnTour,
    run: nextStep,
  },
  {
    keys: ['Alt+E'],
    scope: 'always',
    description: 'end the tour',
    isEnabled: isOnTour,
    run: endTour,
  },
];
