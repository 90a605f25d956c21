/** Asks the terminal for its background colour (OSC 11); most answer. */
export const askForBackground = '\u001b]11;?\u001b\\';

/** The answer of a terminal: `11;rgb:` and one to four hexadecimal digits per colour. */
const answer = /^11;rgba?:(?<red>[\da-f]{1,4})\/(?<green>[\da-f]{1,4})\/(?<blue>[\da-f]{1,4})/i;

/** A share of full intensity, 0 to 1. */
const share = (digits: string): number => Number.parseInt(digits, 16) / (16 ** digits.length - 1);

/** On a background lighter than this, 0 to 1, dark text is easier to read. */
const middle = 0.5;

/** Whether the background in the terminal's answer is light; `undefined` for any other text. */
export const isLightBackground = (operatingSystemCommand: string): boolean | undefined => {
  const { red, green, blue } = answer.exec(operatingSystemCommand)?.groups ?? {};
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return 0.299 * share(red) + 0.587 * share(green) + 0.114 * share(blue) > middle;
};

/**
 * Whether COLORFGBG, such as `0;15`, means a light background: the last number is the background, and 7
 * and 9 to 15 are light. `undefined` if it does not say.
 */
export const isLightByEnvironment = (colorFgBg: string | undefined): boolean | undefined => {
  const number = /;(\d{1,2})$/.exec(colorFgBg ?? '')?.[1];
  if (number === undefined || Number(number) > 15) return undefined;
  return number === '7' || Number(number) >= 9;
};
