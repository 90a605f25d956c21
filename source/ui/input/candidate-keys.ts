import type { KeyBinding } from '../action-context.ts';
import { hasChoice, isChoosing, isInCommandLine } from '../keys/key-binding.ts';
import { isOffering, isWholeCommand } from './completion.ts';
import { inputActions } from './input-actions.ts';

/** The keys of the list of candidates above the input box. */
export const candidateBindings: readonly KeyBinding[] = [
  {
    action: 'complete-candidate',
    keys: ['Tab'],
    scope: 'input',
    description: 'in the list of candidates: complete the marked one, then the next one',
    weight: 328,
    hint: (context) => (isOffering(context) ? 'complete' : 'next'),
    isEnabled: isChoosing,
    run: inputActions.completeCandidate,
  },
  {
    action: 'run-candidate',
    isFixed: true,
    keys: ['Enter'],
    scope: 'input',
    description: 'in the list of commands: run what is typed, if that is a whole name',
    weight: 340,
    hint: 'run',
    isEnabled: (context) => isOffering(context) && isWholeCommand(context),
    run: inputActions.send,
  },
  {
    action: 'next-candidate',
    keys: ['Down'],
    scope: 'input',
    description: 'in the list of candidates: the next one',
    weight: 325,
    hint: 'next',
    isEnabled: hasChoice,
    isHintShown: isOffering,
    run: inputActions.nextCandidate,
  },
  {
    action: 'previous-candidate',
    keys: ['Up', 'Shift+Tab'],
    scope: 'input',
    description: 'in the list of candidates: the previous one',
    weight: 310,
    isEnabled: hasChoice,
    run: inputActions.previousCandidate,
  },
  {
    action: 'accept-candidate',
    isFixed: true,
    keys: ['Enter'],
    scope: 'input',
    description: 'in the list of candidates: accept it; typing on does too',
    isEnabled: isChoosing,
    weight: 330,
    hint: 'accept',
    run: inputActions.takeCandidate,
  },
  {
    action: 'leave-candidates',
    isFixed: true,
    keys: ['Esc'],
    scope: 'input',
    description: 'in the list of candidates: back to what was typed',
    // The list of commands has opened by itself: it is no step to take back.
    isEnabled: (context) =>
      isChoosing(context) && !(isInCommandLine(context) && isOffering(context)),
    weight: 320,
    hint: 'cancel',
    run: inputActions.leaveCandidates,
  },
];
