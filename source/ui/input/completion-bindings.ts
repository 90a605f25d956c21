import { inputActions } from './input-actions.ts';
import { isChoosing } from '../keys/key-binding.ts';
import type { KeyBinding } from '../controls.ts';

/** The keys of the list of candidates, while it is open. */
export const completionBindings: readonly KeyBinding[] = [
  {
    keys: ['Tab', 'Down'],
    where: 'input',
    does: 'in the list of candidates: the next one',
    when: isChoosing,
    run: inputActions.nextCandidate,
  },
  {
    keys: ['Shift+Tab', 'Up'],
    where: 'input',
    does: 'in the list of candidates: the one before',
    when: isChoosing,
    run: inputActions.previousCandidate,
  },
  {
    keys: ['Enter'],
    where: 'input',
    does: 'in the list of candidates: take it; typing on does too',
    when: isChoosing,
    run: inputActions.takeCandidate,
  },
  {
    keys: ['Esc'],
    where: 'input',
    does: 'in the list of candidates: back to what was typed',
    when: isChoosing,
    run: inputActions.leaveCandidates,
  },
];
