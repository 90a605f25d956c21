import type { UiState } from './ui-state.ts';

/**
 * The parts of the UI state that belong to the person: they stay when another broker becomes the current one.
 * All others belong to a broker, such as what is being typed, which must never be sent to another.
 */
export const personalParts = [
  'focus',
  'isZoomed',
  'showsDetails',
  'showsPeople',
  'showsDevices',
  'sizes',
  'folded',
  'sent',
  'recent',
  'timeFormat',
  'pickedTheme',
  'tour',
] as const satisfies readonly (keyof UiState)[];

/** What belongs to the person. */
export type Personal = Pick<UiState, (typeof personalParts)[number]>;

/** What belongs to the person in a state. */
export const personalIn = (state: UiState): Personal =>
  Object.fromEntries(personalParts.map((part) => [part, state[part]])) as Personal;
