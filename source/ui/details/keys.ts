import { nextDecoder } from './next-decoder.ts';
import { detailsActions } from './actions.ts';
import { detailsSearch } from './search.ts';
import type { KeyBinding } from '../controls.ts';
import { inTopicLog } from '../log/on-topic.ts';

const decoderKey = {
  keys: ['e'],
  does: 'the next decoder that fits the payload, and back to the automatic choice',
  run: nextDecoder,
} as const;

/** The rows of the table of keys that are about payloads in detail. */
export const detailsBindings: readonly KeyBinding[] = [
  { ...decoderKey, where: 'tree' },
  inTopicLog(decoderKey),
  {
    keys: ['Up', 'k'],
    where: 'details',
    does: 'to the value above; scroll up where there is no structure',
    run: detailsActions.up,
  },
  {
    keys: ['Down', 'j'],
    where: 'details',
    does: 'to the value below; scroll down',
    run: detailsActions.down,
  },
  {
    keys: ['Right', 'l'],
    where: 'details',
    does: 'unfold a list or map, step in',
    run: detailsActions.stepIn,
  },
  { keys: ['Left', 'h'], where: 'details', does: 'fold it, step out', run: detailsActions.stepOut },
  {
    keys: ['Enter'],
    where: 'details',
    does: 'fold or unfold',
    hint: 'fold',
    run: detailsActions.toggle,
  },
  { keys: ['o'], where: 'details', does: 'unfold all below', run: detailsActions.openBelow },
  { keys: ['O'], where: 'details', does: 'fold all below', run: detailsActions.closeBelow },
  { keys: ['Home'], where: 'details', does: 'to the start', run: detailsActions.first },
  { keys: ['End'], where: 'details', does: 'to the last value', run: detailsActions.last },
  { keys: ['PageUp'], where: 'details', does: 'a page up', run: detailsActions.pageUp },
  { keys: ['PageDown'], where: 'details', does: 'a page down', run: detailsActions.pageDown },
  {
    keys: ['/', 'Ctrl+F'],
    where: 'details',
    does: 'search in the payload as you type, also in what is folded',
    hint: 'search',
    run: detailsSearch.open,
  },
  { keys: ['n'], where: 'details', does: 'the next that was found', run: detailsSearch.next },
  { keys: ['N'], where: 'details', does: 'the one before', run: detailsSearch.previous },
  { ...decoderKey, where: 'details', hint: 'decoder' },
  {
    keys: ['y'],
    where: 'details',
    does: 'copy the value at the cursor, or the payload',
    hint: 'copy',
    run: detailsActions.copyValue,
  },
  {
    keys: ['Y'],
    where: 'details',
    does: 'copy the path of the cursor: .sensors[0].temp',
    run: detailsActions.copyPath,
  },
];
