import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { count } from '../../format/count.ts';
import type { ActionContext } from '../action-context.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { textOf } from '../widgets/line-editor.ts';
import { firstToSee } from '../widgets/list-window.ts';
import { Row } from '../widgets/row.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import type { PaletteRow } from './row.ts';
import { rowSpans } from './row-spans.ts';
import { paletteRows } from './rows.ts';
import { markedIndex, type PaletteSheet } from './state.ts';

const promptWidth = 2;

type FoundRowProps = {
  readonly row: PaletteRow;
  readonly typed: string;
  readonly isMarked: boolean;
  readonly width: number;
};

const FoundRow = ({ row, typed, isMarked, width }: FoundRowProps): ReactNode => {
  const theme = useTheme();
  // The matched letters are highlighted in the marked row too.
  return (
    <Text wrap="truncate-end" {...(isMarked ? theme.selected : theme.plain)}>
      <Row width={width} {...rowSpans(row, typed, isMarked, width)} />
    </Text>
  );
};

type PaletteViewProps = { readonly sheet: PaletteSheet; readonly context: ActionContext };

/** The search text, and the best matches below it. */
export const PaletteView = ({ sheet, context }: PaletteViewProps): ReactNode => {
  useMqttSession('all', 'rooms', 'topics');
  const isWorkedIn = useMode() === 'sheet';
  const box = usePaneBox('sheet');
  const { columns, rows: height } = box;
  const typed = textOf(sheet.line);
  const { rows, total, of } = paletteRows(context, sheet);
  const marked = markedIndex(sheet, rows.length);
  const room = Math.max(0, height - 1);
  const top = firstToSee(marked, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={sheet.among === 'all' ? 'Find anything' : 'Bookmarks'}
      note={`${count(total)} of ${count(of)}`}
    >
      <Box>
        <Text>› </Text>
        <TypedLine
          line={sheet.line}
          width={Math.max(0, columns - promptWidth)}
          isActive={isWorkedIn}
        />
      </Box>
      {rows.slice(top, top + room).map((row, index) => (
        <FoundRow
          key={row.id}
          row={row}
          typed={typed}
          isMarked={top + index === marked}
          width={columns}
        />
      ))}
    </Pane>
  );
};
