import { Box } from 'ink';
import { memo, type ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { payloadLine } from '../details/payload-line.ts';
import { count, plural } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { firstShown } from '../widgets/list-window.ts';
import { endOfName } from '../widgets/name-end.ts';
import { TableRow } from '../widgets/table-row.tsx';
import { CleanupProgress } from './progress.tsx';
import { type CleanSheet, rowsAbove, whereOf } from './state.ts';

const sizeWidth = 10;
const gap = 2;

/** The longest names shown whole, in cells, if half the screen has room for them. */
const nameLimit = 60;

/** How many characters of a topic to search for where it ends. */
const longestName = 400;

type TopicRowProps = {
  readonly topic: string;
  /** The size of the retained message; `undefined` once it is cleared. */
  readonly bytes: number | undefined;
  /** The last message's payload on one line, if known. */
  readonly payload: string;
  readonly width: number;
};

const TopicRow = memo(({ topic, bytes, payload, width }: TopicRowProps): ReactNode => {
  const nameWidth = Math.min(Math.floor(width / 2), nameLimit);
  return (
    <TableRow
      width={width}
      columns={[
        { width: nameWidth },
        { width: sizeWidth, align: 'end' },
        { width: Math.max(0, width - nameWidth - sizeWidth - gap), gap },
      ]}
      cells={[
        { text: endOfName(printable(topic, longestName), nameWidth - 1), look: 'topic' },
        bytes === undefined ? { text: 'cleared', look: 'dim' } : { text: size(bytes) },
        { text: payload, look: 'dim' },
      ]}
    />
  );
});

/** The retained messages on the matching topics, and how clearing them is going. */
export const CleanView = ({ sheet }: { readonly sheet: CleanSheet }): ReactNode => {
  const session = useMqttSession('topics', 'work');
  const workspace = useMqttSession('all');
  const lineOf = payloadLine(session, useUi('details'));
  const box = usePaneBox('sheet');
  const { cleaning } = session;
  const topics = cleaning?.topics ?? [];
  const width = box.columns;
  const room = Math.max(0, box.rows - rowsAbove);
  const top = firstShown(sheet.top, topics.length, room);
  const end = Math.min(topics.length, top + room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}Retained: ${cleaning === undefined ? '' : whereOf(cleaning)}`}
      note={
        topics.length === 0
          ? ''
          : `${count(top + 1)}–${count(end)} of ${plural(topics.length, 'topic', 'topics')}`
      }
    >
      {cleaning === undefined ? null : (
        <>
          <Box height={rowsAbove} overflow="hidden">
            <CleanupProgress
              cleaning={cleaning}
              isDry={sheet.isDry}
              width={width}
              monotonic={session.clock.reading.monotonic}
            />
          </Box>
          {topics.slice(top, end).map((topic) => {
            const isCleared = cleaning.isCleared(topic);
            const last = isCleared ? undefined : session.monitor?.last(topic);
            return (
              <TopicRow
                key={topic}
                topic={topic}
                bytes={isCleared ? undefined : cleaning.sizeOf(topic)}
                payload={last === undefined ? '' : lineOf(last, width)}
                width={width}
              />
            );
          })}
        </>
      )}
    </Pane>
  );
};
