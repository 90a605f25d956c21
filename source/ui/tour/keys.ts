import type { KeyBinding } from '../action-context.ts';
import { endTour, nextStep } from './actions.ts';

/** The keys of the tour; they do nothing while it is not on. */
export const tourBindings: readonly KeyBinding[] = [
  {
    action: 'skip-step',
    keys: ['Alt+N'],
    scope: 'always',
    description: 'skip a step of the tour',
    run: nextStep,
  },
  {
    action: 'end-tour',
    keys: ['Alt+E'],
    scope: 'always',
    description: 'end the tour',
    run: endTour,
  },
];
