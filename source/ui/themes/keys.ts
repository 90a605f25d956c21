import type { ActionContext, KeyBinding } from '../action-context.ts';
import { screenActions } from '../screen-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { chooseTheme } from './commands.ts';
import { shownTheme, themesToChoose } from './shown-theme.ts';

/** Moves the mark down (up if negative), within the list; the marked theme is shown. */
export const moveInThemes = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'theme');
  if (sheet === undefined) return;
  const { length } = themesToChoose(context.state());
  const index = nearestIndex(sheet.index + by, length);
  context.dispatch({ type: 'sheet-changed', sheet: { kind: 'theme', index } });
};

const keep = (context: ActionContext): void => {
  const theme = shownTheme(context.state());
  context.dispatch({ type: 'sheet-changed', sheet: undefined });
  chooseTheme(context, theme);
};

const scope = 'theme';

/** The keys of the list of themes. */
export const themesBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'theme above',
    run: (c) => moveInThemes(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'theme below',
    run: (c) => moveInThemes(c, 1),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'first one',
    run: (c) => moveInThemes(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'last one',
    run: (c) => moveInThemes(c, Infinity),
  },
  {
    action: 'keep',
    keys: ['Enter'],
    scope,
    description: 'keep it',
    weight: 320,
    hint: 'keep',
    run: keep,
  },
  {
    action: 'close',
    keys: ['q'],
    scope,
    description: 'back to the theme before',
    run: screenActions.closeSheet,
  },
];
