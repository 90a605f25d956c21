import { closestMatch } from 'leven';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { findTheme, themeNames } from '../../format/theme-names.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';
import { chosenTheme, nameOfTheme, ownName, themesToChoose } from './shown-theme.ts';

/** What is said of a theme that was chosen. */
const outcomeOf = ({ session, state, terminal }: ActionContext, theme: ThemeChoice): string => {
  const { name } = theme;
  if (theme.own !== undefined) return 'The theme is your own, from config.toml.';
  const isUsual = nameOfTheme(state().usualTheme) === name;
  const problem = terminal.keepTheme(name, session.name);
  if (problem === undefined) return `The theme is ${name}, at the next start too.`;
  return isUsual ? `The theme is ${name}.` : `The theme is ${name} until the end: ${problem}.`;
};

/** Draws in a theme from now on, and says so. */
export const chooseTheme = (context: ActionContext, theme: ThemeChoice): void => {
  context.dispatch({ type: 'theme-chosen', theme });
  context.session.notify(outcomeOf(context, theme));
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
