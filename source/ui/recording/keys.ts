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
    isHintShown,
    hint: ({ session }) => (session.recording?.isPlaying === true ? 'pause' : 'play'),
    run: recordingActions.toggle,
  },
  {
    keys: ['F7'],
    scope,
    description: 'a step back in time',
    weight: 210,
    hint: 'back',
    isHintShown,
    run: recordingActions.back,
  },
  {
    keys: ['F8'],
    scope,
    description: 'a step forward in time',
    weight: 205,
    hint: 'forward',
    isHintShown,
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
  {
    keys: ['F5'],
    scope,
    description: 'play slower',
    weight: 195,
    hint: 'slower',
    isHintShown,
    run: recordingActions.slower,
  },
  {
    keys: ['Ctrl+Home'],
    scope,
    description: 'to the start of the file',
    run: recordingActions.start,
  },
  {
    keys: ['Ctrl+End'],
    scope,
    description: 'to the end of the file',
    run: recordingActions.end,
  },
];
