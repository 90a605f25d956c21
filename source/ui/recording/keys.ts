import type { KeyBinding } from '../action-context.ts';
import { isRecording, recordingActions } from './actions.ts';

const scope = 'recording';
const isHintShown = isRecording;

/** The keys for moving through a recording. */
export const recordingBindings: readonly KeyBinding[] = [
  {
    keys: ['F6'],
    scope,
    description: 'play, pause; at the end play from the start',
    command: 'play',
    weight: 220,
    hint: 'play',
    isHintShown,
    run: recordingActions.toggle,
  },
  {
    keys: ['F7'],
    scope,
    description: 'a step back in time',
    weight: 210,
    hint: 'F8 time',
    isHintShown,
    run: recordingActions.back,
  },
  {
    keys: ['F8'],
    scope,
    description: 'a step forward in time',
    run: recordingActions.forward,
  },
  {
    keys: ['F9'],
    scope,
    description: 'play faster',
    weight: 200,
    hint: 'faster',
    isHintShown,
    run: recordingActions.faster,
  },
  { keys: ['F5'], scope, description: 'play slower', run: recordingActions.slower },
  {
    keys: ['Ctrl+Home'],
    scope,
    description: 'to the start of the recording',
    run: recordingActions.start,
  },
  {
    keys: ['Ctrl+End'],
    scope,
    description: 'to the end of the recording',
    run: recordingActions.end,
  },
];
