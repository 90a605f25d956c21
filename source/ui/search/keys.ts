import type { ActionContext, KeyBinding } from '../action-context.ts';
import { screenActions } from '../screen-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { goToHit } from './go.ts';
import { markedPlace } from './state.ts';

const scope = 'search';

/** Moves the mark down (up if negative), within the list. */
export const moveInHits = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'search');
  if (sheet === undefined) return;
  const { hits } = sheet.search;
  const marked = hits[nearestIndex(markedPlace(sheet) + by, hits.length)];
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, marked } });
};

const go = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'search');
  if (sheet === undefined) return;
  const hit = sheet.search.hits[markedPlace(sheet)];
  if (hit !== undefined) goToHit(context, hit, sheet.search.text);
};

const moving = (
  action: string,
  keys: readonly string[],
  description: string,
  by: number,
): KeyBinding => ({
  action,
  keys,
  scope,
  description,
  run: (context) => moveInHits(context, by),
});

/** The keys of the list of hits. */
export const searchBindings: readonly KeyBinding[] = [
  moving('up', ['Up', 'k'], 'hit above, a newer one', -1),
  moving('down', ['Down', 'j'], 'hit below, an older one', 1),
  moving('page-up', ['PageUp'], 'ten up', -10),
  moving('page-down', ['PageDown'], 'ten down', 10),
  moving('first', ['Home'], 'newest hit', -Infinity),
  moving('last', ['End'], 'oldest hit', Infinity),
  {
    action: 'go',
    keys: ['Enter'],
    scope,
    description: 'go to it, in its room',
    weight: 320,
    hint: 'go there',
    run: go,
  },
  {
    action: 'close',
    keys: ['q'],
    scope,
    description: 'close the search',
    run: screenActions.closeSheet,
  },
];
