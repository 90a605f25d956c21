import type { StoredMessage } from '../../model/stored-message.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { bodyRows, detailsBody } from '../details/body.ts';
import { messageHere } from '../details/detailed-message.ts';
import { detailsHead } from '../details/head.ts';
import { payloadLine } from '../details/payload-line.ts';
import { chosenDecoder } from '../details/state.ts';
import { count, plural } from '../../format/count.ts';
import { paneEntries, paneLength } from '../topics/pane-list.ts';
import type { UiState } from '../ui-state.ts';
import { spokenEntry } from './spoken-text.ts';

/** The most rows of the tree to print; nobody listens to more. */
const mostRows = 200;

/** Prints the rooms and the unfolded part of the topic tree, indented by level. */
const printTree = (
  { workspace, of, state }: ActionContext,
  print: (lines: readonly string[]) => void,
): void => {
  const below = workspace.hasSeveral ? 1 : 0;
  const rows = paneEntries(workspace, state(), 0, mostRows).map((entry) => {
    const { session, kind } = entry;
    const depth = kind === 'broker' ? 0 : below + (kind === 'room' ? 0 : entry.node.depth);
    const lines = payloadLine(session, of(session).state());
    return '  '.repeat(depth) + spokenEntry(entry, state(), lines);
  });
  const left = paneLength(workspace, state()) - rows.length;
  print(
    left > 0 ? [...rows, `${count(left)} more rows; a filter shows fewer: /filter TEXT`] : rows,
  );
};

const tree = (context: ActionContext): undefined => {
  const { print } = context.terminal;
  if (print === undefined) context.dispatch({ type: 'pane-focused', pane: 'tree' });
  else printTree(context, print);
};

/** A line is read to its end, however long it is. */
const wide = 10_000;

/** What came with a message, then its payload, indented by level. */
const detailLines = (
  session: MqttSession,
  message: StoredMessage,
  state: Pick<UiState, 'details' | 'timeFormat'>,
): string[] => {
  const { decoded } = session.payloads.read(message, chosenDecoder(state, message.topic));
  const body = detailsBody(decoded, state.details.folds, wide);
  const rows = [
    ...detailsHead(session, message, decoded, { width: wide, timeFormat: state.timeFormat }),
    ...bodyRows(body, 0, mostRows).map(({ spans }) => spans),
  ].map((spans) => spans.map(({ text }) => text).join(''));
  const left = (body.starts[body.lines] ?? 0) - mostRows;
  const shown = rows.filter((row) => row.trim() !== '');
  return left > 0 ? [...shown, plural(left, 'more row', 'more rows')] : shown;
};

const details = (context: ContextWith<'topics'>): string | undefined => {
  const { session, state, dispatch, terminal } = context;
  const message = messageHere(session, state());
  if (message === undefined) return 'Choose a topic first.';
  if (terminal.print !== undefined) terminal.print(detailLines(session, message, state()));
  else {
    if (!state().showsDetails) dispatch({ type: 'details-toggled' });
    dispatch({ type: 'pane-focused', pane: 'details' });
  }
  return undefined;
};

/** On a drawn screen these go to a pane; for a screen reader they print its content. */
export const screenReaderCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'tree',
    description: 'go to the rooms and topics; with --screen-reader print them',
    needs: [],
    run: tree,
  }),
  slashCommand({
    name: 'details',
    description: 'go to the whole message; with --screen-reader print it',
    needs: ['topics'],
    run: details,
  }),
];
