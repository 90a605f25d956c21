import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { Field } from '../widgets/form.tsx';
import { Paragraph } from '../widgets/paragraph.tsx';
import { TableRow } from '../widgets/table-row.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { type OptionField, choices, meaningWidth } from './choices.ts';
import { filterOf, type SubscriptionForm } from './state.ts';
import { lacksOptions, versionInWords } from './words.ts';

const labelWidth = 22;
const valueWidth = 9;

/** Rows below the filter that stay on the screen, however long the filter is. */
const keptRows = choices.length + 4;

/** Whether there is room to explain the choices next to them. */
const hasMeanings = (width: number): boolean => width >= labelWidth + valueWidth + meaningWidth;

type ChoiceRowProps = Pick<OptionField, 'name'> & {
  readonly value: string;
  readonly meaning: string;
  readonly isHere: boolean;
  readonly width: number;
};

const ChoiceRow = ({ name, value, meaning, isHere, width }: ChoiceRowProps): ReactNode => (
  <TableRow
    width={width}
    columns={[
      { width: labelWidth },
      { width: valueWidth },
      { width: Math.max(0, width - labelWidth - valueWidth) },
    ]}
    look={isHere ? 'selected' : undefined}
    cells={[
      { text: `${isHere ? '▸ ' : '  '}${name}` },
      { text: `‹ ${value} ›` },
      { text: meaning, look: 'dim' },
    ]}
  />
);

/** The meaning of the active choice, when there is no room next to it. */
const meaningBelow = ({ field, options }: SubscriptionForm, width: number): string[] => {
  const choice = choices[field - 1];
  return choice === undefined || hasMeanings(width)
    ? []
    : [`${choice.name} ${choice.value(options)}: ${choice.means(options)}.`];
};

/** Notes on the form: what a choice means, what a shared filter looks like, what the connection cannot do. */
const remarksOn = (
  form: SubscriptionForm,
  monitor: MonitorSession | undefined,
  width: number,
): readonly string[] => [
  ...meaningBelow(form, width),
  '$share/GROUP/FILTER shares the messages among the members of the group.',
  ...(monitor !== undefined && lacksOptions(monitor)
    ? [
        `The last three need MQTT 5; this connection speaks ${versionInWords(monitor)}, where brokers may not know $share.`,
      ]
    : []),
];

/** The form of a subscription: its filter, and the options below. */
export const SubscriptionFormView = ({
  sheet: form,
}: {
  readonly sheet: SubscriptionForm;
}): ReactNode => {
  const session = useMqttSession('connection', 'work');
  const workspace = useMqttSession('all');
  const { monitor } = session;
  const isWorkedIn = useMode() === 'sheet';
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const isTyped = form.field === 0;
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}${form.instead === undefined ? 'Watch another topic filter' : 'Change a subscription'}`}
    >
      <Field label="Topic filter" labelWidth={labelWidth} isHere={isTyped} look="plain">
        <TypedLine
          line={filterOf(form)}
          width={Math.max(4, width - labelWidth)}
          rows={Math.max(1, rows - keptRows)}
          look="topic"
          isField
          isActive={isTyped && isWorkedIn}
        />
      </Field>
      {choices.map(({ name, value, means }, index) => (
        <ChoiceRow
          key={name}
          name={name}
          value={value(form.options)}
          meaning={hasMeanings(width) ? means(form.options) : ''}
          isHere={form.field === index + 1}
          width={width}
        />
      ))}
      <Box flexDirection="column" marginTop={1} marginLeft={2}>
        {remarksOn(form, monitor, width).map((remark) => (
          <Paragraph key={remark} text={remark} width={width - 2} look="dim" />
        ))}
      </Box>
    </Pane>
  );
};
