import chalk from 'chalk';
import { renderToString, Text } from 'ink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { painted } from '../../../source/ui/theme/painted.ts';
import { type Looks, themeFor } from '../../../source/ui/theme/built-in.ts';
import { themeFrom } from '../../../source/ui/theme/own-theme.ts';
import { themeNames } from '../../../source/format/theme-names.ts';
import type { ThemeChoice } from '../../../source/ui/theme/theme-choice.ts';
import type { TextLook } from '../../../source/ui/theme/theme.ts';

const { level } = chalk;
beforeAll(() => {
  chalk.level = 3;
});
afterAll(() => {
  chalk.level = level;
});

const terminal: Looks = {
  colours: true,
  isDumb: false,
  isScreenReader: false,
  shade: 'dark',
  isColourful: true,
};

const own = themeFrom({
  selected: { colour: 'bright-red', background: 'bright-blue', italic: true, bold: true },
  topic: { colour: '#123', background: '#ff8800', dim: true, underline: true },
  value: { background: 200, inverse: true },
});

it.each<readonly [string, ThemeChoice]>([
  ...themeNames.map((name) => [name, { name }] as const),
  ['own', own],
])('paints each look of the theme %s as Ink does', (_name, choice) => {
  for (const look of Object.values<TextLook>(themeFor(choice, terminal)))
    expect(painted('你好 there', look)).toBe(renderToString(<Text {...look}>你好 there</Text>));
});
