import { useEffect } from 'react';
import type { FramePart } from '../session/frame-parts.ts';
import { useMqttSession } from './use-mqtt-session.ts';

/** Draws a part of the session again when the age of one of these times, ms since the epoch, reads differently. */
export const useShownAges = (times: readonly number[], part: FramePart): void => {
  const { ages } = useMqttSession();
  const key = times.join(' ');
  useEffect(() => ages.show(key === '' ? [] : key.split(' ').map(Number), part), [ages, key, part]);
};
