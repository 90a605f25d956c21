import type { ActionContext, KeyBinding } from '../action-context.ts';
import { firstShown } from '../widgets/list-window.ts';

const scope = 'reading';

/** Scrolls the text down by rows (up if negative), within its limits. */
export const scrollReading = (context: ActionContext, by: number): void => {
  const { reading } = context.state();
  if (reading === undefined) return;
  const { columns, rows } = context.boxes.inside('sheet');
  const { length } = reading.text.rows(context.session, Math.max(1, columns));
  // In a window that has grown, the top may be past the end.
  const top = firstShown(firstShown(reading.top, length, rows) + by, length, rows);
  context.dispatch({ type: 'reading-changed', reading: { ...reading, top } });
};

/** Rows per page key: one row stays in sight. */
const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of every text read over the screen. */
export const readingBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], scope, description: 'scroll up', run: (c) => scrollReading(c, -1) },
  { keys: ['Down', 'j'], scope, description: 'scroll down', run: (c) => scrollReading(c, 1) },
  { keys: ['PageUp'], scope, description: 'a page up', run: (c) => scrollReading(c, -page(c)) },
  {
    keys: ['PageDown', 'Space'],
    scope,
    description: 'a page down',
    run: (c) => scrollReading(c, page(c)),
  },
  {
    keys: ['Home'],
    scope,
    description: 'to the start',
    run: (c) => scrollReading(c, -Infinity),
  },
  {
    keys: ['End'],
    scope,
    description: 'to the end',
    run: (c) => scrollReading(c, Infinity),
  },
  {
    keys: ['F1', '?', 'q', 'Esc'],
    scope,
    description: 'close the help or other text',
    weight: 300,
    hint: 'close',
    run: ({ dispatch }) => dispatch({ type: 'reading-changed', reading: undefined }),
  },
];
