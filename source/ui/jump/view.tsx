import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { count } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { textOf } from '../widgets/line-editor.ts';
import { firstToSee, nearestIndex } from '../widgets/list-window.ts';
import { endSpans } from '../widgets/name-end.ts';
import { Row } from '../widgets/row.tsx';
import type { Span } from '../widgets/span.ts';
import { TypedLine } from '../widgets/typed-line.tsx';
import { jumpHits, matchedRanges } from './hits.ts';
import type { JumpSheet } from './state.ts';

const promptWidth = 2;

/** Cells before a name: the cursor's mark, and the bookmark's. */
const marksWidth = 4;

/** A name with the matched letters highlighted. */
const matchedSpans = (label: string, typed: string): Span[] => {
  const spans: Span[] = [];
  let end = 0;
  const add = (to: number, isFound: boolean): void => {
    const text = printable(label.slice(end, to), 400);
    if (text !== '') spans.push({ text, look: isFound ? 'found' : 'topic' });
    end = Math.max(end, to);
  };
  for (const [index, at] of matchedRanges(label, typed).entries()) add(at, index % 2 === 1);
  add(label.length, false);
  return spans;
};

type HitRowProps = {
  readonly label: string;
  readonly isBookmark: boolean;
  readonly typed: string;
  readonly isMarked: boolean;
  readonly width: number;
};

const HitRow = memo(({ label, isBookmark, typed, isMarked, width }: HitRowProps): ReactNode => {
  const theme = useTheme();
  // The matched letters are highlighted in the marked name too.
  return (
    <Text wrap="truncate-end" {...(isMarked ? theme.selected : theme.plain)}>
      <Row
        width={width}
        start={[
          { text: isMarked ? '▸ ' : '  ' },
          // Coloured blanks would show as a block in the marked row, which is inverse.
          isBookmark ? { text: '* ', look: 'attention' } : { text: '  ' },
          ...endSpans(matchedSpans(label, typed), width - marksWidth),
        ]}
      />
    </Text>
  );
});

/** The search text, and the best matches below it. */
export const JumpView = ({ sheet }: { readonly sheet: JumpSheet }): ReactNode => {
  const session = useMqttSession('rooms', 'topics');
  const isWorkedIn = useMode() === 'sheet';
  const box = usePaneBox('sheet');
  const { columns, rows } = box;
  const typed = textOf(sheet.line);
  const { hits, total } = jumpHits(session, typed, sheet.among);
  const marked = nearestIndex(sheet.index, hits.length);
  const room = Math.max(0, rows - 1);
  const top = firstToSee(marked, room);
  const isAll = sheet.among === 'all';
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={isAll ? 'Go to a topic or room' : 'Bookmarks'}
      note={
        isAll
          ? `${count(total)} of ${count(session.monitor?.tree.nodes.length ?? 0)} topics and branches`
          : count(total)
      }
    >
      <Box>
        <Text>› </Text>
        <TypedLine
          line={sheet.line}
          width={Math.max(0, columns - promptWidth)}
          isActive={isWorkedIn}
        />
      </Box>
      {hits.slice(top, top + room).map(({ kind, topic, label, isBookmark }, index) => (
        <HitRow
          key={`${kind} ${topic}`}
          label={label}
          isBookmark={isBookmark}
          typed={typed}
          isMarked={top + index === marked}
          width={columns}
        />
      ))}
    </Pane>
  );
};
