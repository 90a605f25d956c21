import type { Controls, KeyBinding } from '../controls.ts';
import { scrollReading } from './reading.ts';

const where = 'reading';

/** Rows that a page key scrolls: one of them stays in sight. */
const page = ({ boxes }: Controls): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of every sheet that is only read. */
export const readingBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], where, does: 'scroll up', run: (c) => scrollReading(c, -1) },
  { keys: ['Down', 'j'], where, does: 'scroll down', run: (c) => scrollReading(c, 1) },
  { keys: ['PageUp'], where, does: 'a page up', run: (c) => scrollReading(c, -page(c)) },
  {
    keys: ['PageDown', 'Space'],
    where,
    does: 'a page down',
    run: (c) => scrollReading(c, page(c)),
  },
  {
    keys: ['Home'],
    where,
    does: 'to the start',
    run: (c) => scrollReading(c, Number.NEGATIVE_INFINITY),
  },
  {
    keys: ['End'],
    where,
    does: 'to the end',
    run: (c) => scrollReading(c, Number.POSITIVE_INFINITY),
  },
  {
    keys: ['F1', '?', 'q', 'Esc'],
    where,
    does: 'close the help, statistics, devices or watches',
    hint: 'close',
    run: ({ dispatch }) => dispatch({ type: 'reading-changed', reading: undefined }),
  },
];
