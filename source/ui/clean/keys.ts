import type { ActionContext, KeyBinding } from '../action-context.ts';
import { count, plural } from '../../format/count.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { scrolledBy } from '../widgets/list-window.ts';
import { onServer } from '../server-name.ts';
import { rowsAbove, whereOf } from './state.ts';

/** The number of rows in the list. */
const roomOf = ({ boxes }: ActionContext): number =>
  Math.max(1, boxes.inside('sheet').rows - rowsAbove);

/** Scrolls the list down by rows (up if negative), within its limits. */
export const scrollClean = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'clean');
  if (sheet === undefined) return;
  const rows = context.session.cleaning?.topics.length ?? 0;
  const top = scrolledBy(by, { top: sheet.top, rows, room: roomOf(context) });
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** Whether Enter has anything to clear. */
const canClear = (context: ActionContext): boolean => {
  const { cleaning } = context.session;
  return (
    cleaning?.state === 'found' &&
    cleaning.topics.length > 0 &&
    sheetOfKind(context, 'clean')?.isDry === false
  );
};

const askToClear = (context: ActionContext): void => {
  const { cleaning } = context.session;
  const sheet = sheetOfKind(context, 'clean');
  if (sheet === undefined || cleaning?.state !== 'found' || cleaning.topics.length === 0) return;
  if (sheet.isDry) {
    context.session.notify('This only lists; /clean without --dry-run clears.');
    return;
  }
  const what = plural(cleaning.topics.length, 'retained message', 'retained messages');
  context.dispatch({
    type: 'asked',
    question: {
      text: `Clear ${what} at ${whereOf(cleaning)}${onServer(context.workspace, context.session)}? This cannot be undone.`,
      isTyped: true,
      number: cleaning.topics.length,
      yes: () => void cleaning.clear(),
    },
  });
};

/** Closes the sheet; asks first while messages are being cleared. */
const leave = (context: ActionContext): void => {
  const { cleaning } = context.session;
  if (cleaning?.state === 'clearing') {
    const { cleared, total } = cleaning.progress;
    const question = {
      text: `Stop clearing? ${count(cleared)} of ${count(total)} are cleared and stay cleared.`,
      yes: () => cleaning.stop(),
    };
    cleaning.holdWhile(() => context.state().question === question);
    context.dispatch({ type: 'asked', question });
    return;
  }
  cleaning?.close();
  context.dispatch({ type: 'sheet-changed', sheet: undefined });
};

const scope = 'clean';

/** The keys of the sheet. */
export const cleanBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'scroll up',
    run: (c) => scrollClean(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'scroll down',
    run: (c) => scrollClean(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'a page up',
    run: (c) => scrollClean(c, -roomOf(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown', 'Space'],
    scope,
    description: 'a page down',
    run: (c) => scrollClean(c, roomOf(c)),
  },
  {
    action: 'half-page-up',
    keys: [],
    scope,
    description: 'half a page up',
    run: (c) => scrollClean(c, -Math.ceil(roomOf(c) / 2)),
  },
  {
    action: 'half-page-down',
    keys: [],
    scope,
    description: 'half a page down',
    run: (c) => scrollClean(c, Math.ceil(roomOf(c) / 2)),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'to the first',
    run: (c) => scrollClean(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'to the last',
    run: (c) => scrollClean(c, Infinity),
  },
  {
    action: 'clear',
    keys: ['Enter'],
    scope,
    description: 'clear everything listed; asks first',
    publishes: true,
    weight: 310,
    hint: 'clear',
    isHintShown: canClear,
    run: askToClear,
  },
  {
    action: 'close',
    isFixed: true,
    keys: ['Esc', 'q', 'Ctrl+C'],
    scope,
    description: 'close; asks first while clearing',
    weight: 300,
    hint: ({ session }) => (session.cleaning?.state === 'clearing' ? 'stop' : 'close'),
    run: leave,
  },
];
