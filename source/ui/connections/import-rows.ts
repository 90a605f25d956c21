import { plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import { blankRow, type TextRow, wrappedRows } from '../widgets/text-row.ts';
import type { FoundConnection, FoundConnections } from './profile-book.ts';

/** Cells before the notes on a connection. */
const indent = 4;

const connectionRows = (
  { name, formerName, address, leftOut }: FoundConnection,
  width: number,
): TextRow[] => [
  {
    start: [
      { text: '  ' },
      { text: printable(name, 100), look: 'strong' },
      { text: `  ${printable(address, 300)}`, look: 'dim' },
    ],
  },
  ...(formerName === undefined
    ? []
    : wrappedRows(`called ${printable(formerName, 100)} there`, width, { look: 'dim', indent })),
  ...leftOut.flatMap((text) =>
    wrappedRows(printable(text, 400), width, { look: 'attention', indent }),
  ),
];

/** The connections that an import would bring, and what it would leave out. */
export const foundRows = (
  { program, connections }: FoundConnections,
  width: number,
): readonly TextRow[] => [
  ...wrappedRows(
    `${plural(connections.length, 'connection', 'connections')} of ${printable(program, 100)}. Nothing is written yet.`,
    width,
  ),
  blankRow,
  ...connections.flatMap((connection) => connectionRows(connection, width)),
];
