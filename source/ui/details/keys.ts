import { nextDecoder } from './next-decoder.ts';
import { detailsActions } from './actions.ts';
import { acceptDetailsSearch, detailsSearch } from './search.ts';
import type { KeyBinding } from '../action-context.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { screenActions } from '../screen-actions.ts';

const decoderKey = {
  keys: ['e'],
  description: 'the next decoder that fits the payload, and back to the automatic choice',
  command: 'decode',
  run: nextDecoder,
} as const;

/** The keys for payload details. */
export const detailsBindings: readonly KeyBinding[] = [
  { ...decoderKey, scope: 'tree' },
  inTopicLog(decoderKey),
  {
    keys: ['Up', 'k'],
    scope: 'details',
    description: 'to the value above; scroll up if there are no values',
    run: detailsActions.up,
  },
  {
    keys: ['Down', 'j'],
    scope: 'details',
    description: 'to the value below; scroll down',
    run: detailsActions.down,
  },
  {
    keys: ['Right', 'l'],
    scope: 'details',
    description: 'unfold a list or map, step in',
    run: detailsActions.stepIn,
  },
  {
    keys: ['Left', 'h'],
    scope: 'details',
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
  { keys: ['o'], scope: 'details', description: 'unfold all below', run: detailsActions.openBelow },
  { keys: ['O'], scope: 'details', description: 'fold all below', run: detailsActions.closeBelow },
  { keys: ['Home'], scope: 'details', description: 'to the start', run: detailsActions.first },
  { keys: ['End'], scope: 'details', description: 'to the last value', run: detailsActions.last },
  { keys: ['PageUp'], scope: 'details', description: 'a page up', run: detailsActions.pageUp },
  {
    keys: ['PageDown'],
    scope: 'details',
    description: 'a page down',
    run: detailsActions.pageDown,
  },
  {
    keys: ['/', 'Ctrl+F'],
    scope: 'details',
    description: 'search in the payload as you type, folded parts included',
    weight: 60,
    hint: 'search',
    run: detailsSearch.open,
  },
  {
    keys: ['n'],
    scope: 'details',
    description: 'next match',
    run: detailsSearch.next,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'details prompt',
    description: 'while searching the payload: keep it, for n and N to continue',
    run: acceptDetailsSearch,
  },
  { keys: ['N'], scope: 'details', description: 'previous match', run: detailsSearch.previous },
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
    run: detailsActions.copyPath,
  },
  { keys: ['d'], scope: 'details', description: 'details off', run: screenActions.toggleDetails },
];
