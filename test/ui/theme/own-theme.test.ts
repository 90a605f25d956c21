import { describe, expect, it } from 'vitest';
import { themeFor, type Looks } from '../../../source/ui/theme/built-in.ts';
import { themeFrom, themeProblems } from '../../../source/ui/theme/own-theme.ts';

const terminal: Looks = {
  colours: true,
  isDumb: false,
  isScreenReader: false,
  shade: 'dark',
  isColourful: true,
};

const drawn = (table: Readonly<Record<string, unknown>>) => {
  expect(themeProblems(table)).toEqual([]);
  return themeFor(themeFrom(table), terminal);
};

const dark = themeFor({ name: 'dark' }, terminal);

describe('a theme of one’s own', () => {
  it('is the built-in one where it says nothing', () => {
    expect(drawn({})).toEqual(dark);
    expect(drawn({ base: 'dark' })).toEqual(dark);
    expect(drawn({ base: '16-colors' })).toEqual(themeFor({ name: '16-colours' }, terminal));
  });

  it.each([
    ['#ff8800', '#ff8800'],
    ['#F80', '#f80'],
    ['cyan', 'cyan'],
    ['bright-blue', 'blueBright'],
    ['Grey', 'blackBright'],
    [208, 'ansi256(208)'],
    ['208', 'ansi256(208)'],
    [0, 'ansi256(0)'],
    [7n, 'ansi256(7)'],
  ])('takes the colour %s', (typed, color) => {
    expect(drawn({ topic: typed }).topic).toEqual({ color });
  });

  it('keeps the attributes of a look that it gives another colour', () => {
    expect(drawn({ changed: 'red' }).changed).toEqual({
      bold: true,
      underline: true,
      color: 'red',
    });
    expect(drawn({ selected: 'cyan' }).selected).toEqual({ inverse: true, color: 'cyan' });
  });

  it('takes a whole look from a table', () => {
    expect(
      drawn({ selected: { colour: 'black', background: '#8ec07c', bold: true, inverse: false } })
        .selected,
    ).toEqual({ color: 'black', backgroundColor: '#8ec07c', bold: true });
    expect(drawn({ value: { color: 5, italic: true, underline: true, dim: true } }).value).toEqual({
      color: 'ansi256(5)',
      italic: true,
      underline: true,
      dimColor: true,
    });
  });

  it('changes everything of a hue at once', () => {
    const theme = drawn({ cyan: '#83a598', topic: 'white' });
    expect(theme['focused-border']).toEqual({ color: '#83a598' });
    expect(theme['series-1']).toEqual({ color: '#83a598' });
    expect(theme.topic).toEqual({ color: 'white' });
    expect(theme.good).toEqual(dark.good);
  });

  it('draws borders as faint as faint text, unless it says otherwise', () => {
    expect(drawn({ base: '16-colours', dim: '#928374' }).border).toEqual({ color: '#928374' });
    expect(drawn({ dim: '#928374', border: 'white' }).border).toEqual({ color: 'white' });
  });

  it('has a background and a colour for all text', () => {
    expect(drawn({ text: '#ebdbb2', background: '#282828' }).ground).toEqual({
      color: '#ebdbb2',
      backgroundColor: '#282828',
    });
    expect(drawn({ base: 'high-contrast', background: 'blue' }).ground).toEqual({
      color: '#ffffff',
      backgroundColor: 'blue',
    });
  });
});

describe('what is wrong in a theme', () => {
  it.each<readonly [unknown, readonly string[], string]>([
    [{ base: 'drak' }, ['base'], '"drak" is no theme; did you mean "dark"?'],
    [
      { base: 7 },
      ['base'],
      '7 is no theme: there are auto, dark, light, high-contrast, 16-colours, none.',
    ],
    [{ topci: 'red' }, ['topci'], 'A theme has no "topci"; did you mean "topic"?'],
    [
      { 'selected-elswhere': 'red' },
      ['selected-elswhere'],
      'A theme has no "selected-elswhere"; did you mean "selected-elsewhere"?',
    ],
    [
      { nonsense: 1 },
      ['nonsense'],
      'A theme has no "nonsense": it has base, text, background, hues such as "red", and looks such as "topic".',
    ],
    [{ topic: 'cian' }, ['topic'], '"cian" is no colour; did you mean "cyan"?'],
    [
      { topic: '#12' },
      ['topic'],
      '"#12" is no colour: it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".',
    ],
    [
      { topic: 7.5 },
      ['topic'],
      '7.5 is no colour: it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".',
    ],
    [
      { topic: 256n },
      ['topic'],
      '256 is no colour: it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".',
    ],
    [{ topic: { bold: 'yes' } }, ['topic', 'bold'], 'bold takes true or false, not "yes".'],
    [{ topic: { blod: true } }, ['topic', 'blod'], 'A look has no "blod"; did you mean "bold"?'],
    [
      { topic: { x: true } },
      ['topic', 'x'],
      'A look has no "x": it has colour, background, bold, dim, italic, underline, inverse.',
    ],
    [
      { topic: { colour: 'reed' } },
      ['topic', 'colour'],
      '"reed" is no colour; did you mean "red"?',
    ],
    [
      { text: { bold: true } },
      ['text'],
      'This is no colour: it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".',
    ],
  ])('%o', (table, path, sentence) => {
    expect(themeProblems(table as Readonly<Record<string, unknown>>)).toEqual([{ path, sentence }]);
  });

  it('is said of each key, and never with what could change the screen', () => {
    const problems = themeProblems({ 'a\u001b[31mb': 1, topic: '\u001b]0;x\u0007', good: [] });
    expect(problems.map(({ path }) => path.length)).toEqual([1, 1, 1]);
    for (const { sentence } of problems) expect(sentence).not.toMatch(/\p{Cc}/u);
  });

  it('is left out of it', () => {
    expect(
      themeFor(themeFrom({ base: 'x', topic: [], nope: 1, good: { bold: 1 } }), terminal),
    ).toEqual({ ...dark, good: {} });
  });
});
