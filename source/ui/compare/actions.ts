import type { StoredMessage } from '../../model/stored-message.ts';
import { neighbourOf } from '../../model/neighbour.ts';
import type { Decoded } from '../../payload/decoded.ts';
import { LazyModule } from '../../payload/lazy-module.ts';
import { printable } from '../../payload/printable.ts';
import { screenRows } from './comparison.ts';
import { changesOf, type CompareSheet, haveSameBytes, headHeight } from './state.ts';
import type { ActionContext, ContextWith } from '../action-context.ts';
import { chosenDecoder } from '../details/state.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { loggedNode } from '../topics/tree-list.ts';
import { scrolledBy } from '../widgets/list-window.ts';

/** The message at the log's cursor, otherwise the newest of the topic or branch. */
const messageHere = ({ session, state }: ContextWith<'topics'>): StoredMessage | undefined => {
  const { cursor } = state();
  const { log, tree } = session.monitor;
  const node = loggedNode(session, state());
  if (node === undefined) return undefined;
  const newest = log === undefined ? undefined : log.at(log.end - 1);
  return (cursor === undefined ? undefined : log?.at(cursor)) ?? tree.last(node) ?? newest;
};

const noMessage = 'Choose a topic with a message first.';

/** Marks the message here for comparison; marking it again removes the mark. */
export const markMessage = (context: ContextWith<'topics'>): string | undefined => {
  const message = messageHere(context);
  if (message === undefined) return noMessage;
  const { marked, timeFormat } = context.state();
  const isMarked = marked?.sequence === message.sequence;
  context.dispatch({ type: 'message-marked', message: isMarked ? undefined : message });
  context.session.notify(
    isMarked
      ? 'Mark removed.'
      : `Marked the message of ${timeFormat.exact.text(message.receivedAt).trim()}; = compares with it, m on it removes the mark.`,
  );
  return undefined;
};

type Compared = Pick<CompareSheet, 'left' | 'right' | 'side'>;

/** Loads the comparison code on first use. */
const comparing = new LazyModule(
  () => import('../../payload/compare-payloads.ts'),
  () => undefined,
);

/** Compares two messages and shows the result, once the code for that is loaded. */
const showComparison = ({ session, state, dispatch }: ActionContext, compared: Compared): void => {
  const part = comparing.get();
  if (part === undefined) {
    session.notify("The comparison could not be loaded: the program's files are damaged.");
    return;
  }
  const decoded = (message: StoredMessage): Decoded =>
    session.payloads.read(message, chosenDecoder(state(), message.topic)).decoded;
  const rows = part.comparePayloads(decoded(compared.left), decoded(compared.right));
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'compare', ...compared, rows, top: 0, at: -1 },
  });
};

/** Compares the message here with the marked one, or with the one before it; the older one goes on the left. */
export const compareHere = (context: ContextWith<'topics'>): string | undefined => {
  const { session, state } = context;
  const { tree } = session.monitor;
  const message = messageHere(context);
  if (message === undefined) return noMessage;
  const { marked } = state();
  const isOther = marked !== undefined && marked.sequence !== message.sequence;
  const other = isOther ? marked : neighbourOf(tree, message, -1);
  if (other === undefined)
    return `No older message of ${printable(message.topic, 200)} is stored; m marks one of another topic to compare with.`;
  const [left, right] = other.sequence < message.sequence ? [other, message] : [message, other];
  void Promise.all([session.payloads.ready(), comparing.ready()]).then(() =>
    showComparison(context, { left, right, side: 'right' }),
  );
  return undefined;
};

/** Replaces the message on the chosen side with the one before (-1) or after (1) it, but not with the other side's. */
export const replaceMessage = (context: ActionContext, by: 1 | -1): void => {
  const sheet = sheetOfKind(context, 'compare');
  const tree = context.session.monitor?.tree;
  if (sheet === undefined || tree === undefined) return;
  const { left, right, side } = sheet;
  const other = side === 'left' ? right : left;
  const beside = neighbourOf(tree, sheet[side], by);
  const next = beside?.sequence === other.sequence ? neighbourOf(tree, beside, by) : beside;
  if (next === undefined)
    context.session.notify(`No ${by === 1 ? 'newer' : 'older'} message of this topic is stored.`);
  else showComparison(context, { left, right, side, [side]: next });
};

/** Chooses the side that `<` and `>` change. */
export const chooseSide = (context: ActionContext, side: CompareSheet['side']): void => {
  const sheet = sheetOfKind(context, 'compare');
  if (sheet !== undefined) context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, side } });
};

/** The columns and rows for the comparison itself. */
const roomIn = ({ boxes }: ActionContext): { width: number; height: number } => {
  const { columns: width, rows } = boxes.inside('sheet');
  return { width, height: Math.max(1, rows - headHeight(width)) };
};

/** The rows of a page. */
export const comparePage = (context: ActionContext): number =>
  Math.max(1, roomIn(context).height - 1);

/** Scrolls down by rows (up if negative), within the limits. */
export const scrollComparison = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'compare');
  if (sheet === undefined) return;
  const { width, height } = roomIn(context);
  const { length } = screenRows(sheet.rows, width);
  const top = scrolledBy(by, { top: sheet.top, rows: length, room: height });
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** Goes to the next or previous change, wrapping around. */
export const goToChange = (context: ActionContext, by: 1 | -1): void => {
  const sheet = sheetOfKind(context, 'compare');
  if (sheet === undefined) return;
  const changes = changesOf(sheet.rows);
  const found =
    by === 1
      ? (changes.find((index) => index > sheet.at) ?? changes[0])
      : (changes.findLast((index) => index < sheet.at) ?? changes.at(-1));
  if (found === undefined) {
    context.session.notify(
      haveSameBytes(sheet)
        ? 'The two payloads are the same.'
        : 'Only the bytes of the two payloads differ, not the values.',
    );
    return;
  }
  const rows = screenRows(sheet.rows, roomIn(context).width);
  const first = rows.findIndex(({ index }) => index === found);
  const top = Math.max(0, first - 2);
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, at: found, top } });
};
