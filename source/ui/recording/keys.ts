import type { KeyBinding } from '../controls.ts';
import { isRecording, recordingActions } from './actions.ts';

const where = 'recording';
const hintWhen = isRecording;

/** The rows of the table of keys that are about the time of a recording. */
export const recordingBindings: readonly KeyBinding[] = [
  {
    keys: ['F6'],
    where,
    does: 'play, pause; at its end play from the start',
    hint: 'play',
    hintWhen,
    run: recordingActions.toggle,
  },
  {
    keys: ['F7'],
    where,
    does: 'a step of time back',
    hint: 'F8 time',
    hintWhen,
    run: recordingActions.back,
  },
  {
    keys: ['F8'],
    where,
    does: 'a step of time on',
    run: recordingActions.forward,
  },
  {
    keys: ['F9'],
    where,
    does: 'play faster',
    hint: 'faster',
    hintWhen,
    run: recordingActions.faster,
  },
  { keys: ['F5'], where, does: 'play slower', run: recordingActions.slower },
  { keys: ['Ctrl+Home'], where, does: 'to its start', run: recordingActions.start },
  { keys: ['Ctrl+End'], where, does: 'to its end', run: recordingActions.end },
];
