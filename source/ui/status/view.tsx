import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Row } from '../widgets/row.tsx';
import { type Hint, statusSpans } from './status-spans.ts';

/** The last row: connection, name, traffic, and which keys do what just now. */
export const StatusLine = ({ hints }: { readonly hints: readonly Hint[] }): ReactNode => {
  const session = useMqttSession('connection', 'rooms', 'topics', 'work');
  const { columns } = useWindowSize();
  return <Row width={columns} {...statusSpans(session, hints, columns, session.clock.moment)} />;
};
