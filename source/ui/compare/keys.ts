import type { KeyBinding } from '../controls.ts';
import { told } from '../keys/key-binding.ts';
import { inTopicLog } from '../log/on-topic.ts';
import {
  chooseSide,
  compareHere,
  comparePage,
  exchange,
  goToChange,
  markMessage,
  scrollBy,
} from './actions.ts';

/** The rows of the table of keys that are about messages beside each other. */
export const compareBindings: readonly KeyBinding[] = [
  inTopicLog({
    keys: ['m'],
    does: 'mark a message to compare others with it',
    run: told(markMessage),
  }),
  inTopicLog({
    keys: ['='],
    does: 'compare with the marked message, or with the one before',
    run: told(compareHere),
  }),
  {
    keys: ['='],
    where: 'details',
    does: 'compare with the marked message, or with the one before',
    run: told(compareHere),
  },
  { keys: ['n'], where: 'compare', does: 'the next change', run: (c) => goToChange(c, 1) },
  { keys: ['N'], where: 'compare', does: 'the change before', run: (c) => goToChange(c, -1) },
  {
    keys: ['Left', 'h'],
    where: 'compare',
    does: 'to the left (or upper) message',
    run: (c) => chooseSide(c, 'left'),
  },
  {
    keys: ['Right', 'l'],
    where: 'compare',
    does: 'to the right (or lower) message',
    run: (c) => chooseSide(c, 'right'),
  },
  { keys: ['<'], where: 'compare', does: 'an older one in its place', run: (c) => exchange(c, -1) },
  { keys: ['>'], where: 'compare', does: 'a newer one in its place', run: (c) => exchange(c, 1) },
  { keys: ['Up', 'k'], where: 'compare', does: 'scroll up', run: (c) => scrollBy(c, -1) },
  { keys: ['Down', 'j'], where: 'compare', does: 'scroll down', run: (c) => scrollBy(c, 1) },
  {
    keys: ['PageUp'],
    where: 'compare',
    does: 'a page up',
    run: (c) => scrollBy(c, -comparePage(c)),
  },
  {
    keys: ['PageDown', 'Space'],
    where: 'compare',
    does: 'a page down',
    run: (c) => scrollBy(c, comparePage(c)),
  },
  { keys: ['Home'], where: 'compare', does: 'to the start', run: (c) => scrollBy(c, -Infinity) },
  { keys: ['End'], where: 'compare', does: 'to the end', run: (c) => scrollBy(c, Infinity) },
];
