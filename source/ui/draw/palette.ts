import chalk, { Chalk } from 'chalk';

/** Puts a look on a piece of text that has been cut to size already. */
export type Style = (text: string) => string;

/** Bold, dim and inverse are no colours: they stay where NO_COLOR is set. */
const attribute = new Chalk({ level: 1 });

/** Switches colours, or all looks, off. */
export const setLooks = (looks: {
  readonly colours: boolean;
  readonly attributes: boolean;
}): void => {
  if (!looks.colours) chalk.level = 0;
  else if (chalk.level === 0) chalk.level = 1;
  attribute.level = looks.attributes ? 1 : 0;
};

/** The looks of the screen, from the terminal's own 16 colours. */
export const palette = {
  plain: (text: string) => text,
  dim: (text: string) => attribute.dim(text),
  strong: (text: string) => attribute.bold(text),
  selected: (text: string) => attribute.inverse(text),
  selectedElsewhere: (text: string) => attribute.bold(text),
  focusedBorder: (text: string) => chalk.cyan(text),
  border: (text: string) => attribute.dim(text),
  title: (text: string) => attribute.bold(text),
  value: (text: string) => chalk.green(text),
  topic: (text: string) => chalk.cyan(text),
  good: (text: string) => chalk.green(text),
  attention: (text: string) => chalk.yellow(text),
  mention: (text: string) => attribute.bold(chalk.yellow(text)),
  bad: (text: string) => chalk.red(text),
  match: (text: string) => attribute.underline(text),
} satisfies Record<string, Style>;

/** The colours of the lines of a chart; their numbers tell them apart too. */
export const seriesStyles: readonly Style[] = [
  chalk.cyan,
  chalk.yellow,
  chalk.green,
  chalk.magenta,
  chalk.blueBright,
  chalk.red,
];

const nickStyles: readonly Style[] = [
  chalk.cyan,
  chalk.green,
  chalk.yellow,
  chalk.magenta,
  chalk.blueBright,
];

/** A colour for a nick, the same at every start. */
export const nickStyle = (nick: string): Style => {
  let hash = 0;
  for (const character of nick) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return nickStyles[hash % nickStyles.length] ?? palette.plain;
};
