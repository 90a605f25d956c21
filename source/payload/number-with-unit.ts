/** A number, perhaps with a unit: no dates, times, addresses, identifiers or decimal commas. */
const pattern =
  /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)(?:\s*([^\s\d.,:;/+_-][^\d]{0,15}))?$/;

/** Longer texts, in UTF-16 units, are not one number. */
export const longestNumber = 64;

const matched = (text: string): RegExpExecArray | undefined => {
  const trimmed = text.trim();
  return trimmed.length > longestNumber ? undefined : (pattern.exec(trimmed) ?? undefined);
};

/** The number in a text like `21.5`, `21.5 °C`, `45%` or `1e-3`; `undefined` if it says anything else. */
export const numberIn = (text: string): number | undefined => {
  const number = Number(matched(text)?.[1] ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};

/** The unit in such a text: `°C` of `21.5 °C`; `undefined` if it has none. Text from outside. */
export const unitIn = (text: string): string | undefined => matched(text)?.[2];
