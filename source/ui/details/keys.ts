import { nextDecoder } from './next-decoder.ts';
import { detailsActions } from './actions.ts';
import { acceptDetailsSearch, detailsSearch } from './search.ts';
import type { ActionContext, KeyBinding } from '../action-context.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { screenActions } from '../screen-actions.ts';

const decoderKey = {
  keys: ['e'],
  description: 'the next decoder that fits the payload, and back to the automatic choice',
  command: 'decode',
  run: nextDecoder,
} as const;

/** Whether n has a search to continue. */
const isSearching = ({ state }: ActionContext): boolean => state().details.searched !== '';

/** The keys for payload details. */
export const detailsBindings: readonly KeyBinding[] = [
  { ...decoderKey, scope: 'tree' },
  inTopicLog(decoderKey),
  {
    keys: ['Up', 'k'],
    scope: 'details',
    task: 'move',
    description: 'to the value above; scroll up if there are no values',
    run: detailsActions.up,
  },
  {
    keys: ['Down', 'j'],
    scope: 'details',
    task: 'move',
    description: 'to the value below; scroll down',
    run: detailsActions.down,
  },
  {
    keys: ['Right', 'l'],
    scope: 'details',
    task: 'move',
    description: 'unfold a list or map, step in',
    run: detailsActions.stepIn,
  },
  {
    keys: ['Left', 'h'],
    scope: 'details',
    task: 'move',
    description: 'fold it, step out',
    run: detailsActions.stepOut,
  },
  {
    keys: ['Enter'],
    scope: 'details',
    description: 'fold or unfold',
    weight: 70,
    hint: 'fold',
    run: detailsActions.toggle,
  },
  {
    keys: ['o'],
    scope: 'details',
    description: 'unfold all below',
    weight: 36,
    hint: 'unfold',
    run: detailsActions.openBelow,
  },
  { keys: ['O'], scope: 'details', description: 'fold all below', run: detailsActions.closeBelow },
  {
    keys: ['Home'],
    scope: 'details',
    task: 'move',
    description: 'to the start',
    run: detailsActions.first,
  },
  {
    keys: ['End'],
    scope: 'details',
    task: 'move',
    description: 'to the last value',
    run: detailsActions.last,
  },
  {
    keys: ['PageUp'],
    scope: 'details',
    task: 'move',
    description: 'a page up',
    run: detailsActions.pageUp,
  },
  {
    keys: ['PageDown'],
    scope: 'details',
    task: 'move',
    description: 'a page down',
    run: detailsActions.pageDown,
  },
  {
    keys: ['/', 'Ctrl+F'],
    scope: 'details',
    description: 'search in the payload as you type, folded parts included',
    weight: 60,
    hint: 'search',
    task: 'find',
    run: detailsSearch.open,
  },
  {
    keys: ['n'],
    scope: 'details',
    description: 'next match',
    task: 'find',
    weight: 62,
    hint: 'next match',
    isHintShown: isSearching,
    run: detailsSearch.next,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'details prompt',
    description: 'while searching the payload: keep it, for n and N to continue',
    task: 'find',
    weight: 300,
    hint: 'keep',
    run: acceptDetailsSearch,
  },
  {
    keys: ['N'],
    scope: 'details',
    description: 'previous match',
    task: 'find',
    run: detailsSearch.previous,
  },
  { ...decoderKey, scope: 'details', weight: 50, hint: 'decoder' },
  {
    keys: ['y'],
    scope: 'details',
    description: 'copy the value at the cursor, or the payload',
    weight: 40,
    hint: 'copy',
    run: detailsActions.copyValue,
  },
  {
    keys: ['Y'],
    scope: 'details',
    description: 'copy the path of the cursor: .sensors[0].temp',
    weight: 38,
    hint: 'copy path',
    run: detailsActions.copyPath,
  },
  {
    keys: ['d'],
    scope: 'details',
    description: 'details on and off',
    weight: 34,
    hint: 'close',
    run: screenActions.toggleDetails,
  },
];
