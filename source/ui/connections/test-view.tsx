import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { firstShown, rowsBelow } from '../widgets/list-window.ts';
import { TextRows } from '../widgets/text-rows.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import type { TestSheet } from './state.ts';
import { testRows } from './test-rows.ts';

/** Comes before the password being typed. */
const prompt = 'Password › ';

const titleOf = ({ draft }: TestSheet): string =>
  draft.name === '' ? 'Test of the connection' : `Test of ${printable(draft.name, 100)}`;

/** A connection test: every step as it happens. */
export const TestView = ({ sheet }: { readonly sheet: TestSheet }): ReactNode => {
  useMqttSession('connection');
  const isWorkedIn = useMode() === 'sheet';
  const theme = useTheme();
  const box = usePaneBox('sheet');
  const { columns: width, rows: room } = box;
  const { line } = sheet;
  const rows = testRows(sheet, Math.max(1, width));
  const top = firstShown(sheet.top, rows.length, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={titleOf(sheet)}
      footnote={rowsBelow(rows.length - top - room)}
    >
      {width === 0 ? null : line === undefined ? (
        <TextRows rows={rows.slice(top, top + room)} width={width} />
      ) : (
        <Box flexDirection="column">
          <Box>
            <Text>{prompt}</Text>
            <TypedLine
              line={line}
              width={Math.max(1, width - widthOf(prompt))}
              mask="•"
              isActive={isWorkedIn}
            />
          </Box>
          <Text wrap="truncate-end" {...theme.dim}>
            It is asked for at each start, and kept nowhere.
          </Text>
        </Box>
      )}
    </Pane>
  );
};
