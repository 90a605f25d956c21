import type { Controls, SlashCommand } from '../controls.ts';
import { count } from '../draw/figures.ts';
import { payloadLine } from '../draw/payload-line.ts';
import { treeEntries, treeLength } from '../topics/tree-list.ts';
import { spokenEntry } from './spoken-text.ts';

/** Rows that are printed of the tree; nobody listens to more. */
const mostRows = 200;

/** Prints the rooms and the open part of the topic tree, each level further to the right. */
const printTree = (
  { session, state }: Controls,
  print: (lines: readonly string[]) => void,
): void => {
  const payloads = payloadLine(session, state());
  const rows = treeEntries(session, 0, mostRows).map((entry) => {
    const depth = entry.kind === 'room' ? 0 : entry.node.depth;
    return '  '.repeat(depth) + spokenEntry(session, entry, payloads);
  });
  const left = treeLength(session) - rows.length;
  print(left > 0 ? [...rows, `${count(left)} more rows; a filter shows fewer: /filter TEXT`] : rows);
};

const tree = (controls: Controls): undefined => {
  const { print } = controls.terminal;
  if (print === undefined) controls.dispatch({ type: 'pane-focused', pane: 'tree' });
  else printTree(controls, print);
};

/** Where a screen is drawn these lead to a pane; for a screen reader they print what stands in it. */
export const screenReaderCommands: readonly SlashCommand[] = [
  {
    name: 'tree',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'go to the rooms and topics; with --screen-reader print them',
    run: tree,
  },
];
