/** The terminal's own colours as they are typed, and as Ink calls them. */
const names = {
  black: 'black',
  red: 'red',
  green: 'green',
  yellow: 'yellow',
  blue: 'blue',
  magenta: 'magenta',
  cyan: 'cyan',
  white: 'white',
  'bright-black': 'blackBright',
  'bright-red': 'redBright',
  'bright-green': 'greenBright',
  'bright-yellow': 'yellowBright',
  'bright-blue': 'blueBright',
  'bright-magenta': 'magentaBright',
  'bright-cyan': 'cyanBright',
  'bright-white': 'whiteBright',
  grey: 'blackBright',
  gray: 'blackBright',
} as const satisfies Readonly<Record<string, string>>;

/** The words for a colour: the terminal's own 16. */
export const colourNames: readonly string[] = Object.keys(names);

/** A colour as Ink has it: a name, a number of xterm's 256, `#rgb` or `#rrggbb`; `undefined` if it is not one. */
export const readColour = (value: unknown): string | undefined => {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const typed = text.trim().toLowerCase();
  if (/^#(?:[\da-f]{3}|[\da-f]{6})$/.test(typed)) return typed;
  if (/^\d{1,3}$/.test(typed))
    return Number(typed) <= 255 ? `ansi256(${Number(typed)})` : undefined;
  return Object.hasOwn(names, typed) ? names[typed as keyof typeof names] : undefined;
};
