import { Box } from 'ink';
import type { ComponentProps, ReactNode } from 'react';
import type { Subscription } from '../../model/subscription.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { count, plural, rate } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { firstToSee } from '../widgets/list-window.ts';
import { type Column, TableRow } from '../widgets/table-row.tsx';
import { SubscriptionDetails } from './details.tsx';
import { listOf, markedIndex, roomProblems, type SubscriptionsSheet } from './state.ts';
import { stateNow, stateWords, unusualOptions } from './words.ts';

/** Rows for the details below the list, and rows reserved for the list. */
const detailRows = 9;
const leastListed = 4;

// Below `narrow` the filters take the cells of messages and rate; from `roomy` on the options fit.
const narrow = 50;
const roomy = 110;

const stateLooks: Readonly<Record<Subscription['state'], Look>> = {
  granted: 'good',
  pending: 'attention',
  refused: 'bad',
  unanswered: 'bad',
  off: 'dim',
};

/** Mark, state sign, filter, options, QoS, messages, rate, state in a word. */
const columnsIn = (width: number): readonly Column[] => {
  const marks: readonly Column[] = [{ width: 2 }, { width: 2 }];
  const others: readonly Column[] = [
    { width: width < roomy ? 0 : 36 },
    { width: 8, align: 'end' },
    { width: width < narrow ? 0 : 12, align: 'end' },
    { width: width < narrow ? 0 : 8, align: 'end' },
    { width: 9, gap: 2 },
  ];
  const taken = [...marks, ...others].reduce(
    (sum, column) => sum + column.width + (column.gap ?? 0),
    0,
  );
  return [...marks, { width: Math.max(1, width - taken) }, ...others];
};

const headings = ['', '', 'topic filter', 'options', 'QoS', 'messages', 'rate', 'state'];

const Heading = ({ width }: { readonly width: number }): ReactNode => (
  <TableRow
    width={width}
    columns={columnsIn(width)}
    cells={headings.map((text) => ({ text, look: 'dim' }))}
  />
);

/** A shared filter with its group set apart. */
const shownFilter = (filter: string): string => {
  const shared = sharedSubscription(filter);
  return shared === undefined
    ? printable(filter, 400)
    : `${printable(shared.filter, 400)} (group ${printable(shared.group, 100)})`;
};

type SubscriptionRowProps = {
  readonly monitor: MonitorSession;
  readonly subscription: Subscription;
  readonly isMarked: boolean;
  readonly width: number;
  /** In ms since the epoch. */
  readonly now: number;
};

const SubscriptionRow = ({
  monitor,
  subscription,
  isMarked,
  width,
  now,
}: SubscriptionRowProps): ReactNode => {
  const { filter, qos, grantedQos } = subscription;
  const { deliveries } = monitor;
  const state = stateNow(monitor, subscription);
  const { sign, word } = stateWords[state];
  const look = stateLooks[state];
  const shownQos =
    grantedQos === undefined || grantedQos === qos ? `${qos}` : `${qos} → ${grantedQos}`;
  return (
    <TableRow
      width={width}
      columns={columnsIn(width)}
      look={isMarked ? 'selected' : undefined}
      cells={[
        { text: isMarked ? '▸' : '' },
        { text: sign, look },
        { text: shownFilter(filter) },
        { text: unusualOptions(monitor, subscription) },
        { text: shownQos },
        { text: count(deliveries.messagesOf(subscription)) },
        { text: state === 'off' ? '' : rate(deliveries.rateOf(subscription, now)) },
        { text: word, look },
      ]}
    />
  );
};

/** The most rows for rooms that we are not in. */
const mostRooms = 4;

/** The rooms that we cannot be in, and why, in one row each. */
const RoomRows = ({
  problems,
  width,
}: {
  readonly problems: readonly string[];
  readonly width: number;
}): ReactNode =>
  problems.map((problem) => (
    <TableRow
      key={problem}
      width={width}
      columns={[{ width: 2 }, { width: 2 }, { width: Math.max(1, width - 4) }]}
      cells={[{ text: '' }, { text: '✗', look: 'bad' }, { text: problem }]}
    />
  ));

/** The details of the marked subscription, below a line across. */
const Below = (props: ComponentProps<typeof SubscriptionDetails>): ReactNode => {
  const { color, dimColor } = useTheme().border;
  return (
    <Box
      height={detailRows}
      flexDirection="column"
      overflow="hidden"
      borderStyle="single"
      borderBottom={false}
      borderLeft={false}
      borderRight={false}
      borderColor={color}
      borderDimColor={dimColor}
    >
      <SubscriptionDetails {...props} />
    </Box>
  );
};

/** The subscriptions, and the details of the marked one. */
export const SubscriptionsView = ({ sheet }: { readonly sheet: SubscriptionsSheet }): ReactNode => {
  const session = useMqttSession('connection', 'topics', 'work');
  const workspace = useMqttSession('all');
  const box = usePaneBox('sheet');
  const { monitor, clock } = session;
  const { wall: now } = clock.reading;
  const { columns: width, rows } = box;
  const list = listOf(monitor);
  const index = markedIndex(sheet, list);
  const marked = list[index];
  const hasRoomBelow = rows - 1 - detailRows >= leastListed;
  const problems = roomProblems(session).slice(0, mostRooms);
  const room = Math.max(0, rows - 1 - problems.length - (hasRoomBelow ? detailRows : 0));
  const top = firstToSee(index, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}Subscriptions`}
      note={plural(list.length, 'topic filter', 'topic filters')}
    >
      {monitor === undefined ? null : (
        <>
          <Box flexDirection="column" flexGrow={1} overflow="hidden">
            <Heading width={width} />
            {list.slice(top, top + room).map((subscription) => (
              <SubscriptionRow
                key={subscription.filter}
                monitor={monitor}
                subscription={subscription}
                isMarked={subscription === marked}
                width={width}
                now={now}
              />
            ))}
            <RoomRows problems={problems} width={width} />
          </Box>
          {marked === undefined || !hasRoomBelow ? null : (
            <Below
              monitor={monitor}
              subscription={marked}
              width={width}
              now={now}
              handsOut={session.chat?.questions.handsOut}
            />
          )}
        </>
      )}
    </Pane>
  );
};
