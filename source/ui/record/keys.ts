import type { ActionContext, KeyBinding } from '../action-context.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { toggleRecording } from './actions.ts';

const key = {
  action: 'record',
  keys: ['R'],
  description: 'record to a file; again: end the recording',
  command: 'record',
  run: toggleRecording,
} as const;

const hint = ({ session }: ActionContext): string =>
  session.recordingControl.recorder === undefined ? 'record' : 'end recording';

/** The key that records the watched messages to a file. */
export const recordBindings: readonly KeyBinding[] = [
  { ...key, scope: 'tree', weight: 32, hint },
  inTopicLog({ ...key, weight: 32, hint }),
];
