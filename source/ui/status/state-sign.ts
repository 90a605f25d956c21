import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import type { Span } from '../widgets/span.ts';

const signs = {
  connected: { text: '●', look: 'good' },
  connecting: { text: '◌', look: 'attention' },
  waiting: { text: '○', look: 'bad' },
  refused: { text: '✗', look: 'bad' },
  idle: { text: '○', look: 'dim' },
  closed: { text: '○', look: 'dim' },
} as const satisfies Record<ConnectionStatus['state'], Span>;

/** The sign for the state of a connection. */
export const stateSign = ({ state }: ConnectionStatus): Span => signs[state];
