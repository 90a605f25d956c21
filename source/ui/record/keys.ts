import type { KeyBinding } from '../action-context.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { toggleRecording } from './actions.ts';

const key = {
  keys: ['R'],
  description: 'record to a file; again: end the recording',
  command: 'record',
  run: toggleRecording,
} as const;

/** The key that records the watched messages to a file. */
export const recordBindings: readonly KeyBinding[] = [{ ...key, scope: 'tree' }, inTopicLog(key)];
