import type { KeyBinding } from '../action-context.ts';
import { isRecording, recordingActions } from './actions.ts';

const scope = 'recording';
const isHintShown = isRecording;

/** The keys for moving through a recording. */
export const recordingBindings: readonly KeyBinding[] = [
  {
    action: 'play',
    keys: ['F6'],
    scope,
    description: 'play, pause; at the end play from the start',
    command: 'play',
    weight: 220,
    isHintShown,
    hint: ({ session }) => (session.recording?.isPlaying === true ? 'pause' : 'play'),
    run: recordingActions.toggle,
  },
  {
    action: 'step-back',
    keys: ['F7'],
    scope,
    description: 'a step back in time',
    weight: 210,
    hint: 'back',
    isHintShown,
    run: recordingActions.back,
  },
  {
    action: 'step-forward',
    keys: ['F8'],
    scope,
    description: 'a step forward in time',
    weight: 205,
    hint: 'forward',
    isHintShown,
    run: recordingActions.forward,
  },
  {
    action: 'faster',
    keys: ['F9'],
    scope,
    description: 'play faster',
    weight: 200,
    hint: 'faster',
    isHintShown,
    run: recordingActions.faster,
  },
  {
    action: 'slower',
    keys: ['F5'],
    scope,
    description: 'play slower',
    weight: 195,
    hint: 'slower',
    isHintShown,
    run: recordingActions.slower,
  },
  {
    action: 'file-start',
    keys: ['Ctrl+Home'],
    scope,
    description: 'to the start of the file',
    run: recordingActions.start,
  },
  {
    action: 'file-end',
    keys: ['Ctrl+End'],
    scope,
    description: 'to the end of the file',
    run: recordingActions.end,
  },
];
