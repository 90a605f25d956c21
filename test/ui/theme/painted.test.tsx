import chalk from 'chalk';
import { renderToString, Text } from 'ink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { painted } from '../../../source/ui/theme/painted.ts';
import { darkTheme, lightTheme, withoutColours } from '../../../source/ui/theme/theme.ts';

const { level } = chalk;
beforeAll(() => {
  chalk.level = 2;
});
afterAll(() => {
  chalk.level = level;
});

it.each([
  ['dark', darkTheme],
  ['light', lightTheme],
  ['colourless', withoutColours(darkTheme)],
])('paints each look of the %s theme as Ink does', (_name, theme) => {
  for (const look of Object.values(theme))
    expect(painted('你好 there', look)).toBe(renderToString(<Text {...look}>你好 there</Text>));
});
