import { Box, type DOMElement, useWindowSize } from 'ink';
import { type ReactNode, useRef } from 'react';
import { useScreenBox } from '../layout/screen-boxes.ts';
import { timeAxisRow } from '../recording/time-axis.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { noticeRows, statusRow } from './status-row.ts';

/** What must be said above the status line: the connection's trouble, and the last notice while it is fresh. */
export const Notices = ({ room }: { readonly room: number }): ReactNode => {
  const session = useMqttSession('connection');
  const { columns } = useWindowSize();
  return (
    <StyledRows
      rows={noticeRows(session, columns, Math.max(0, room), session.clock.moment.steady)}
    />
  );
};

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
export const StatusLine = ({
  hints,
}: {
  readonly hints: readonly (readonly [string, string])[];
}): ReactNode => {
  const session = useMqttSession('connection', 'rooms', 'topics', 'work');
  const { columns } = useWindowSize();
  return <StyledRows rows={[statusRow(session, hints, columns, session.clock.moment)]} />;
};
