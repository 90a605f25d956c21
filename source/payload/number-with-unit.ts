import { type Decimal, decimalSource, knownDecimal, longestNumber } from './decimal.ts';

/** A number, perhaps with a unit: no dates, times, addresses, identifiers or decimal commas. */
const pattern = new RegExp(String.raw`^(${decimalSource})(?:\s*([^\s\d.,:;/+_-][^\d]{0,15}))?$`);

const matched = (text: string): RegExpExecArray | undefined => {
  const trimmed = text.trim();
  return trimmed.length > longestNumber ? undefined : (pattern.exec(trimmed) ?? undefined);
};

/** The number in a text like `21.5`, `21.5 °C`, `45%`, `1e-3` or `0xFF`; `undefined` if it says anything else. */
export const decimalIn = (text: string): Decimal | undefined => {
  const number = matched(text)?.[1];
  return number === undefined ? undefined : knownDecimal(number);
};

/** The same number with a unit that is known otherwise; text that has one, or is no number, as it is. */
export const withUnit = (text: string, unit: string | undefined): string => {
  const found = unit === undefined ? undefined : matched(text);
  return found === undefined || found[2] !== undefined ? text : `${text} ${unit}`;
};

/** The unit in such a text: `°C` of `21.5 °C`; `undefined` if it has none. Text from outside. */
export const unitIn = (text: string): string | undefined => matched(text)?.[2];
