/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of an object; empty if there is none. */
export const textOf = (object: JsonObject, key: string): string => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : '';
};

/** A number of an object, also where it is written as a text. */
export const numberOf = (object: JsonObject, key: string): number | undefined => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
};

/** The objects in a list of an object. */
export const objectsIn = (object: JsonObject, key: string): readonly JsonObject[] => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
};
