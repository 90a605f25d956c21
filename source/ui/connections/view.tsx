import { Box } from 'ink';
import type { ReactNode } from 'react';
import { plural } from '../../format/count.ts';
import { coarseDuration } from '../../format/duration.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { widthOf } from '../draw/cells.ts';
import { keyOf } from '../keys/key-of.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useShownAges } from '../use-shown-ages.ts';
import { firstToSee, rowsBelow } from '../widgets/list-window.ts';
import { endOfName } from '../widgets/name-end.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import type { Span } from '../widgets/span.ts';
import { TableRow } from '../widgets/table-row.tsx';
import { connectionsActions } from './actions.ts';
import { markedIndex, namesIn } from './list.ts';
import type { ProfileBook, ProfileState } from './profile-book.ts';
import type { ConnectionsSheet } from './state.ts';

/** Rows for a note above the list. */
const mostNote = 3;

/** From this many rows on there is one for the path of the file. */
const pathFrom = 10;

const stateSigns: Readonly<Record<ProfileState, Span>> = {
  connected: { text: '●', look: 'good' },
  connecting: { text: '◌', look: 'attention' },
  failed: { text: '✗', look: 'bad' },
  closed: { text: '○', look: 'dim' },
};

/** A row of the list as texts. */
type ShownConnection = {
  readonly sign: Span;
  readonly name: string;
  readonly address: string;
  readonly isReadOnly: boolean;
  readonly age: string;
};

const local = {
  name: 'this machine',
  address: 'on 127.0.0.1, or else embedded',
};

/** A row as it is shown, at a time in ms since the epoch. */
const shownConnection = (
  book: ProfileBook,
  name: string | undefined,
  now: number,
): ShownConnection => {
  const summary = book.profiles.find((one) => one.name === name);
  const sign = stateSigns[book.stateOf(name)];
  if (name === undefined || summary === undefined)
    return { ...local, sign, isReadOnly: false, age: '' };
  const { address, lastUse, isReadOnly } = summary;
  return {
    sign,
    name: printable(name, 100),
    address: address === '' ? local.address : printable(address, 300),
    isReadOnly,
    age: lastUse === undefined ? '' : `${coarseDuration(Math.max(0, now - lastUse))} ago`,
  };
};

/** What there is to say above the list: why it is empty, or what is wrong with the file. */
const noteOn = (book: ProfileBook, context: ActionContext): string | undefined => {
  if (book.problem !== undefined) return printable(book.problem, 600);
  if (book.profiles.length > 0) return undefined;
  const { add, openImport } = connectionsActions;
  return `No connection is set up yet: ${keyOf(context, add)} adds one, ${keyOf(context, openImport)} imports those of MQTT Explorer, MQTTX or Mosquitto.`;
};

const readOnlyWidth = 9;
const ageWidth = 10;

type ConnectionRowProps = {
  readonly shown: ShownConnection;
  readonly isMarked: boolean;
  readonly nameWidth: number;
  readonly hasReadOnly: boolean;
  readonly width: number;
};

const ConnectionRow = ({
  shown: { sign, name, address, isReadOnly, age },
  isMarked,
  nameWidth,
  hasReadOnly,
  width,
}: ConnectionRowProps): ReactNode => {
  const marks = hasReadOnly ? readOnlyWidth + 2 : 0;
  const rest = width - 4 - nameWidth - 2 - marks - ageWidth;
  return (
    <TableRow
      width={width}
      look={isMarked ? 'selected' : undefined}
      columns={[
        { width: 2 },
        { width: 2 },
        { width: nameWidth },
        { width: Math.max(1, rest), gap: 2 },
        ...(hasReadOnly ? [{ width: readOnlyWidth, gap: 2 }] : []),
        { width: ageWidth, align: 'end' },
      ]}
      cells={[
        { text: isMarked ? '▸' : '' },
        sign,
        { text: name },
        { text: address, look: 'dim' },
        ...(hasReadOnly
          ? [{ text: isReadOnly ? 'read-only' : '', look: 'attention' as const }]
          : []),
        { text: age, look: 'dim' },
      ]}
    />
  );
};

type ViewProps = { readonly sheet: ConnectionsSheet; readonly context: ActionContext };

const List = ({ sheet, context, book }: ViewProps & { readonly book: ProfileBook }): ReactNode => {
  const { current: session } = useMqttSession('all', 'connection', 'work');
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const names = namesIn(book);
  const now = session.clock.reading.wall;
  const note = noteOn(book, context);
  const hasPath = rows >= pathFrom;
  const room = Math.max(1, rows - (note === undefined ? 0 : mostNote + 1) - (hasPath ? 2 : 0));
  const index = markedIndex(book, sheet);
  const top = firstToSee(index, room);
  const all = names.map((name) => shownConnection(book, name, now));
  useShownAges(
    book.profiles.flatMap(({ lastUse }) => lastUse ?? []),
    'work',
  );
  const nameWidth = Math.min(
    Math.floor(width / 3),
    Math.max(...all.map(({ name }) => widthOf(name))),
  );
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title="Connections"
      note={plural(book.profiles.length, 'connection', 'connections')}
      footnote={rowsBelow(all.length - top - room)}
    >
      {width === 0 ? null : (
        <Box flexDirection="column" overflow="hidden">
          {note === undefined ? null : (
            <Box marginBottom={1}>
              <Paragraph text={note} width={width} rows={mostNote} />
            </Box>
          )}
          {all.slice(top, top + room).map((shown, at) => (
            <ConnectionRow
              key={names[top + at] ?? ''}
              shown={shown}
              isMarked={top + at === index}
              nameWidth={nameWidth}
              hasReadOnly={all.some(({ isReadOnly }) => isReadOnly)}
              width={width}
            />
          ))}
          {hasPath ? (
            <Box marginTop={1} marginLeft={4}>
              <Paragraph
                text={`kept in ${endOfName(printable(book.path, 300), width - 12)}`}
                width={width - 4}
                rows={1}
                look="dim"
              />
            </Box>
          ) : null}
        </Box>
      )}
    </Pane>
  );
};

/** The connections, each with its state, its address and when it was used last. */
export const ConnectionsView = ({ sheet, context }: ViewProps): ReactNode =>
  context.profiles === undefined ? null : (
    <List sheet={sheet} context={context} book={context.profiles} />
  );
