import { Box, type DOMElement } from 'ink';
import { type ReactNode, useEffect, useRef } from 'react';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { plural } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { useBoxSize, usePaneBox } from '../layout/pane-box.ts';
import { useScreenBox } from '../layout/screen-boxes.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Labelled } from '../widgets/labelled.tsx';
import { firstShown, nearestIndex, rowsBelow } from '../widgets/list-window.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import { type BrokerHints, brokerHints } from './hints.ts';
import { NodeFigures } from './node-figures.tsx';
import { nodesOf } from './nodes.ts';
import type { BrokerSheet } from './state.ts';

const remedyWidth = 11;

const hintsFor = ({ recording, monitor, clock }: MqttSession): BrokerHints =>
  recording === undefined
    ? brokerHints(
        monitor?.broker,
        monitor?.connection.status.state === 'connected',
        clock.reading.wall,
      )
    : { why: 'Up to this time the file has nothing on $SYS/#.', remedies: [] };

/** Why there are no figures, and what each broker needs. */
const Hints = ({ hints, width }: { hints: BrokerHints; width: number }): ReactNode => (
  <>
    <Paragraph text={printable(hints.why, 600)} width={width} />
    <Box flexDirection="column" marginTop={1}>
      {hints.remedies.map(([broker, remedy]) => (
        <Labelled key={broker} label={broker} labelWidth={remedyWidth} look="topic">
          <Paragraph text={remedy} width={width - remedyWidth} />
        </Labelled>
      ))}
    </Box>
  </>
);

/** Watches the broker's figures while their sheet is open; draws nothing. */
export const BrokerWatcher = (): ReactNode => {
  const session = useMqttSession();
  const { monitor } = session;
  useEffect(() => {
    monitor?.watchBroker(session.now);
    return () => void monitor?.leaveBroker();
  }, [session, monitor]);
  return null;
};

/** The broker's own figures, node by node, or why there are none. */
export const BrokerView = ({ sheet }: { readonly sheet: BrokerSheet }): ReactNode => {
  const session = useMqttSession('connection', 'work');
  const workspace = useMqttSession('all');
  const box = usePaneBox('sheet');
  const content = useRef<DOMElement>(null);
  const { rows: height } = useBoxSize(content);
  useScreenBox('scrolled', content, content);
  const nodes = nodesOf(session);
  const index = nearestIndex(sheet.node, nodes.length);
  const node = nodes[index];
  const top = firstShown(sheet.top, height, box.rows);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}The broker${nodes.length > 1 ? ` · node ${index + 1} of ${nodes.length}` : ''}`}
      note={`${plural(session.monitor?.broker?.status.received ?? 0, 'message', 'messages')} on $SYS/#`}
      footnote={rowsBelow(height - top - box.rows)}
    >
      <Box ref={content} flexDirection="column" marginTop={-top}>
        {node === undefined ? (
          <Hints hints={hintsFor(session)} width={box.columns} />
        ) : (
          <NodeFigures node={node} width={box.columns} now={session.clock.reading.wall} />
        )}
      </Box>
    </Pane>
  );
};
