import type { KeyBinding } from './key-binding.ts';
import { isRecording, recordingActions } from './recording-actions.ts';

const where = 'anywhere';
const hintWhen = isRecording;

/** The rows of the table of keys that are about the time of a recording. */
export const recordingBindings: readonly KeyBinding[] = [
  {
    keys: ['F6'],
    where,
    does: 'in a recording: play, pause; at its end play from the start',
    hint: 'play',
    hintWhen,
    run: recordingActions.toggle,
  },
  {
    keys: ['F7'],
    where,
    does: 'in a recording: a step of time back',
    hint: 'F8 time',
    hintWhen,
    run: recordingActions.back,
  },
  {
    keys: ['F8'],
    where,
    does: 'in a recording: a step of time on',
    run: recordingActions.forward,
  },
  {
    keys: ['F9'],
    where,
    does: 'in a recording: play faster',
    hint: 'faster',
    hintWhen,
    run: recordingActions.faster,
  },
  { keys: ['F5'], where, does: 'in a recording: play slower', run: recordingActions.slower },
  { keys: ['Ctrl+Home'], where, does: 'in a recording: to its start', run: recordingActions.start },
  { keys: ['Ctrl+End'], where, does: 'in a recording: to its end', run: recordingActions.end },
];
