import { Box, type DOMElement, useWindowSize } from 'ink';
import { type ReactNode, useRef } from 'react';
import { useScreenBox } from '../layout/screen-boxes.ts';
import { timeAxisRow } from '../recording/time-axis.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Row } from '../widgets/row.tsx';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { type Hint, statusSpans } from './status-spans.ts';

/** The time of a recording that is open, above the status line. */
export const TimeAxis = (): ReactNode => {
  const session = useMqttSession('connection', 'topics', 'work');
  const { columns } = useWindowSize();
  const box = useRef<DOMElement>(null);
  useScreenBox('time-axis', box, box);
  const { recording } = session;
  if (recording === undefined) return null;
  return (
    <Box ref={box} width={columns}>
      <StyledRows rows={[timeAxisRow(recording, columns)]} />
    </Box>
  );
};

/** The last row: connection, name, traffic, and which keys do what just now. */
export const StatusLine = ({ hints }: { readonly hints: readonly Hint[] }): ReactNode => {
  const session = useMqttSession('connection', 'rooms', 'topics', 'work');
  const { columns } = useWindowSize();
  return <Row width={columns} {...statusSpans(session, hints, columns, session.clock.moment)} />;
};
