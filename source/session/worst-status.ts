import type { ConnectionStatus } from '../mqtt/connection-options.ts';

const rank: readonly ConnectionStatus['state'][] = [
  'refused',
  'waiting',
  'connecting',
  'idle',
  'closed',
  'connected',
];

/** The status of the connection that is worst off. */
export const worstStatus = (statuses: readonly ConnectionStatus[]): ConnectionStatus => {
  const worst = statuses.toSorted((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
  // A chat that still waits for a nick is not in trouble.
  return worst.find(({ state }) => state !== 'idle') ?? { state: 'idle' };
};
