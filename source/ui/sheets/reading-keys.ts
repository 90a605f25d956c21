import type { ActionContext, KeyBinding } from '../action-context.ts';
import { scrollReading } from './reading.ts';

const scope = 'reading';

/** Rows that a page key scrolls: one of them stays in sight. */
const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of every sheet that is only read. */
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
    run: (c) => scrollReading(c, Number.NEGATIVE_INFINITY),
  },
  {
    keys: ['End'],
    scope,
    description: 'to the end',
    run: (c) => scrollReading(c, Number.POSITIVE_INFINITY),
  },
  {
    keys: ['F1', '?', 'q', 'Esc'],
    scope,
    description: 'close the help, statistics, devices or watches',
    hint: 'close',
    run: ({ dispatch }) => dispatch({ type: 'reading-changed', reading: undefined }),
  },
];
