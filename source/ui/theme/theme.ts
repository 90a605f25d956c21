import type { TextProps } from 'ink';

/** What a piece of text means; the theme says how that looks. */
export type Look =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'selected'
  | 'selectedElsewhere'
  | 'border'
  | 'focusedBorder'
  | 'title'
  | 'value'
  | 'topic'
  | 'good'
  | 'attention'
  | 'bad'
  | 'mention'
  | 'mentionMark'
  | 'match'
  | `series${0 | 1 | 2 | 3 | 4 | 5}`
  | `nick${0 | 1 | 2 | 3 | 4}`
  | `token-${'key' | 'string' | 'number' | 'literal'}`;

/** The attributes of Ink's `<Text>` by which something stands out. */
export type TextLook = Pick<TextProps, 'color' | 'dimColor' | 'bold' | 'inverse' | 'underline'>;

/** How everything looks, by what it means. */
export type Theme = Readonly<Record<Look, TextLook>>;

/** For a dark background, from the terminal's own 16 colours. */
export const darkTheme: Theme = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  selected: { inverse: true },
  selectedElsewhere: { bold: true },
  border: { dimColor: true },
  focusedBorder: { color: 'cyan' },
  title: { bold: true },
  value: { color: 'green' },
  topic: { color: 'cyan' },
  good: { color: 'green' },
  attention: { color: 'yellow' },
  bad: { color: 'red' },
  mention: { bold: true },
  mentionMark: { bold: true, color: 'yellow' },
  match: { underline: true },
  series0: { color: 'cyan' },
  series1: { color: 'yellow' },
  series2: { color: 'green' },
  series3: { color: 'magenta' },
  series4: { color: 'blueBright' },
  series5: { color: 'red' },
  nick0: { color: 'cyan' },
  nick1: { color: 'green' },
  nick2: { color: 'yellow' },
  nick3: { color: 'magenta' },
  nick4: { color: 'blueBright' },
  'token-key': { color: 'cyan' },
  'token-string': { color: 'green' },
  'token-number': { color: 'yellow' },
  'token-literal': { color: 'magenta' },
};
