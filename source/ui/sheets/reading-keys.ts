import type { ActionContext, KeyBinding } from '../action-context.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { scrolledBy } from '../widgets/list-window.ts';
import { roomFor, searchedIn, type SheetsState } from './state.ts';

const scope = 'reading';

/** Scrolls the text down by rows (up if negative), within its limits. */
export const scrollReading = (context: ActionContext, by: number): void => {
  const { reading } = context.state();
  if (reading === undefined) return;
  const { columns, rows } = context.boxes.inside('sheet');
  const width = Math.max(1, columns);
  const { length } = reading.text.rows(context.session, width, searchedIn(reading));
  const room = roomFor(reading, rows);
  // In a window that has grown, the top may be past the end.
  const top = scrolledBy(by, { top: reading.top, rows: length, room });
  context.dispatch({ type: 'reading-changed', reading: { ...reading, top } });
};

/** Rows per page key: one row stays in sight. */
const page = ({ boxes, state }: ActionContext): number => {
  const { reading } = state();
  const { rows } = boxes.inside('sheet');
  return Math.max(1, (reading === undefined ? rows : roomFor(reading, rows)) - 1);
};

const close = ({ dispatch }: ActionContext): void =>
  dispatch({ type: 'reading-changed', reading: undefined });

const isSearching = ({ reading }: SheetsState): boolean =>
  reading !== undefined && searchedIn(reading) !== '';

/** A step back: out of the search, then out of the text. */
const back = (context: ActionContext): void => {
  if (isSearching(context.state())) context.dispatch({ type: 'line-edited', line: emptyLine });
  else close(context);
};

/** The keys of every text read over the screen. */
export const readingBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'scroll up',
    run: (c) => scrollReading(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'scroll down',
    run: (c) => scrollReading(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'a page up',
    run: (c) => scrollReading(c, -page(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown', 'Space'],
    scope,
    description: 'a page down',
    run: (c) => scrollReading(c, page(c)),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'to the start',
    run: (c) => scrollReading(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'to the end',
    run: (c) => scrollReading(c, Infinity),
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope,
    description: 'end the search; close the help or other text',
    weight: 300,
    hint: ({ state }) => (isSearching(state()) ? 'clear' : 'close'),
    run: back,
  },
  {
    action: 'close',
    keys: ['F1', '?', 'q'],
    scope,
    description: 'close the help or other text; letters and signs only where no search is typed',
    run: close,
  },
];
