import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import type { EditedLine } from '../widgets/line-editor.ts';
import { firstShown, rowsBelow } from '../widgets/list-window.ts';
import { TextRows } from '../widgets/text-rows.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { type Reading, roomFor, searchedIn } from './state.ts';

/** Comes before what is searched for. */
const prompt = '› ';

const Search = ({ line, width }: { line: EditedLine; width: number }): ReactNode => (
  <Box flexShrink={0}>
    <Text>{prompt}</Text>
    <TypedLine
      line={line}
      width={Math.max(1, width - widthOf(prompt))}
      placeholder="Type to search"
      isActive
    />
  </Box>
);

/** A long text: as many rows as fit, and how many are below; above it what is searched for. */
export const ReadView = ({ reading }: { readonly reading: Reading }): ReactNode => {
  const { line } = reading;
  const { title, parts, rows } = reading.text;
  const session = useMqttSession(...parts);
  const pane = usePaneBox('sheet');
  const all = rows(session, Math.max(1, pane.columns), searchedIn(reading));
  const room = roomFor(reading, pane.rows);
  const top = firstShown(reading.top, all.length, room);
  return (
    <Pane
      box={pane}
      title={title}
      footnote={rowsBelow(all.length - top - room)}
      isFocused
      flexGrow={1}
    >
      {pane.columns === 0 ? null : (
        <>
          {line === undefined ? null : <Search line={line} width={pane.columns} />}
          <TextRows rows={all.slice(top, top + room)} width={pane.columns} />
        </>
      )}
    </Pane>
  );
};
