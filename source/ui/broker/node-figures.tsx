import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Labelled } from '../widgets/labelled.tsx';
import { Paragraph } from '../widgets/paragraph.tsx';
import { type Flow, levelsOf, programOf, rateBars, trafficOf, uptimeOf } from './figures.ts';
import type { NamedNode } from './nodes.ts';

const labelWidth = 15;

/** Cells for a rate, and for a rate with its total; the bars get the rest. */
const rateWidth = 10;
const withoutBars = 24;

type LineProps = {
  readonly label: string;
  readonly text: string;
  readonly width: number;
  readonly rows?: number;
};

const Line = ({ label, text, width, rows = 1 }: LineProps): ReactNode => (
  <Labelled label={label} labelWidth={labelWidth}>
    <Paragraph text={text} width={width - labelWidth} rows={rows} />
  </Labelled>
);

/** One direction: the rate, earlier rates as bars, and the total. */
const FlowCells = ({ flow, width }: { flow: Flow | undefined; width: number }): ReactNode => {
  // On a narrow screen the bars give way so that the totals stay whole.
  const bars = Math.max(0, width - withoutBars);
  return (
    <Box width={width}>
      <Box width={rateWidth}>
        <Text>{flow?.rate}</Text>
      </Box>
      <Text>{flow === undefined || bars === 0 ? '' : rateBars(flow.rates, bars)}</Text>
      <Box flexGrow={1} justifyContent="flex-end" marginRight={bars === 0 ? 1 : 2}>
        <Text wrap="truncate-end">{flow?.total}</Text>
      </Box>
    </Box>
  );
};

const Traffic = ({ node: { metrics }, width }: { node: NamedNode; width: number }): ReactNode => {
  const theme = useTheme();
  const flows = trafficOf(metrics);
  const half = Math.floor((width - labelWidth) / 2);
  if (flows.length === 0) return null;
  return (
    <Box flexDirection="column" marginTop={1}>
      <Box marginLeft={labelWidth}>
        <Box width={half}>
          <Text {...theme.dim}>in</Text>
        </Box>
        <Text {...theme.dim}>out</Text>
      </Box>
      {flows.map((flow) => (
        <Labelled key={flow.label} label={flow.label} labelWidth={labelWidth}>
          <FlowCells flow={flow.in} width={half} />
          <FlowCells flow={flow.out} width={half} />
        </Labelled>
      ))}
    </Box>
  );
};

type NodeFiguresProps = {
  readonly node: NamedNode;
  readonly width: number;
  /** In ms since the epoch. */
  readonly now: number;
};

/** The figures that a node of the broker publishes. */
export const NodeFigures = ({ node, width, now }: NodeFiguresProps): ReactNode => {
  const about = [
    { label: 'Node', text: printable(node.name, 200) },
    { label: 'Broker', text: programOf(node.metrics) },
    { label: 'Up for', text: uptimeOf(node.metrics, now) },
  ];
  return (
    <>
      {about.map(({ label, text }) =>
        text === '' ? null : <Line key={label} label={label} text={text} width={width} />,
      )}
      <Box flexDirection="column" marginTop={1}>
        {levelsOf(node.metrics).map(({ label, text }) => (
          <Line key={label} label={label} text={text} width={width} rows={Infinity} />
        ))}
      </Box>
      <Traffic node={node} width={width} />
    </>
  );
};
