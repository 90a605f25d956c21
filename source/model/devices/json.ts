/** A JSON object with any members. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a JSON object; `undefined` if the text is not one. */
export const jsonObject = (text: string): JsonObject | undefined => {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The first of these members that the object has as its own. */
export const memberOf = (object: JsonObject, ...names: readonly string[]): unknown => {
  const name = names.find((each) => Object.hasOwn(object, each));
  return name === undefined ? undefined : object[name];
};

/** A text of 1 to `limit` characters, or `undefined`. */
export const shortText = (value: unknown, limit: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= limit ? value : undefined;
