import { expect, it } from 'vitest';
import type { ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import { worstStatus } from '../../source/session/worst-status.ts';

it.each([
  [['connected', 'refused'], 'refused'],
  [['refused', 'waiting'], 'refused'],
  [['connecting', 'waiting'], 'waiting'],
  [['connected', 'connecting'], 'connecting'],
  [['idle', 'connecting'], 'connecting'],
  [['idle', 'connected'], 'connected'],
  [['connected', 'closed'], 'closed'],
  [['idle', 'idle'], 'idle'],
  [['closed', 'idle'], 'closed'],
  [['closed', 'connecting'], 'connecting'],
  [['connected', 'waiting', 'refused', 'connecting'], 'refused'],
  [[], 'idle'],
])('of %j the worst is %s', (states, worst) => {
  const statuses = states.map((state) => ({ state }) as ConnectionStatus);
  expect(worstStatus(statuses).state).toBe(worst);
});
