import { Box, type DOMElement, useWindowSize } from 'ink';
import { type ReactNode, useRef } from 'react';
import { useScreenBox } from '../layout/screen-boxes.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Row } from '../widgets/row.tsx';
import { recordingTimeAxis } from './time-axis.ts';

/** The time axis of an open recording, above the status line. */
export const TimeAxis = (): ReactNode => {
  const { recording } = useMqttSession('connection', 'topics', 'work');
  const { columns } = useWindowSize();
  const box = useRef<DOMElement>(null);
  useScreenBox('time-axis', box, box);
  if (recording === undefined) return null;
  return (
    <Box ref={box} width={columns} flexShrink={0}>
      <Row width={columns} start={recordingTimeAxis(recording, columns)} />
    </Box>
  );
};
