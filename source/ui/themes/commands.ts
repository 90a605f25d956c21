import { closestMatch } from 'leven';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { findTheme, type ThemeChoice, themeNames } from '../theme/theme-choice.ts';
import { chosenTheme, nameOfTheme, ownName, themesToChoose } from './shown-theme.ts';

/** Draws in a theme from now on, and says so. */
export const chooseTheme = ({ session, dispatch }: ActionContext, theme: ThemeChoice): void => {
  dispatch({ type: 'theme-chosen', theme });
  const name = nameOfTheme(theme);
  session.notify(
    theme.own === undefined
      ? `The theme is ${name}; theme = "${name}" in config.toml makes it the usual one.`
      : 'The theme is your own, from config.toml.',
  );
};

/** Opens the list of themes at the chosen one. */
const openThemes = ({ state, dispatch }: ActionContext): void => {
  const names = themesToChoose(state()).map(nameOfTheme);
  const index = Math.max(0, names.indexOf(nameOfTheme(chosenTheme(state()))));
  dispatch({ type: 'sheet-changed', sheet: { kind: 'theme', index } });
};

const setTheme = (context: ActionContext, text: string): string | undefined => {
  const typed = text.trim().toLowerCase();
  if (typed === '') {
    openThemes(context);
    return undefined;
  }
  const all = themesToChoose(context.state());
  const name = findTheme(typed) ?? typed;
  const theme = all.find((one) => nameOfTheme(one) === name);
  if (theme !== undefined) {
    chooseTheme(context, theme);
    return undefined;
  }
  if (name === ownName) return 'A theme of your own needs a table [theme] in config.toml.';
  const nearest = closestMatch(typed, all.map(nameOfTheme), { maxDistance: 3 });
  return `There is no theme "${printable(typed, 50)}"${
    nearest === undefined
      ? `; there are ${all.map(nameOfTheme).join(', ')}.`
      : `; did you mean "${nearest}"?`
  }`;
};

/** The slash command for the theme. */
export const themeCommand = slashCommand({
  name: 'theme',
  parameters: '[NAME]',
  description: 'the colours of the screen; without a name, try each of them',
  needs: [],
  choices: themeNames,
  chosen: ({ state }) => nameOfTheme(chosenTheme(state())),
  complete: ({ state }) =>
    themesToChoose(state()).map((theme) => ({ text: nameOfTheme(theme), about: '' })),
  run: setTheme,
});
