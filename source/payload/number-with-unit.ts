/** A number, perhaps with a unit: no dates, times, addresses, identifiers or decimal commas. */
const pattern =
  /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)(?:\s*[^\s\d.,:;/+_-][^\d]{0,15})?$/;

/** Longer texts, in UTF-16 units, are not one number. */
export const longestNumber = 64;

/** The number in a text like `21.5`, `21.5 °C`, `45%` or `1e-3`; `undefined` if it says anything else. */
export const numberIn = (text: string): number | undefined => {
  const trimmed = text.trim();
  const digits = trimmed.length > longestNumber ? undefined : pattern.exec(trimmed)?.[1];
  const number = Number(digits ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};
