/** Shown in place of a secret. */
export const dots = '••••';

const hidden = `:${dots}@`;

/** A URL without its password, also where it cannot be parsed. */
export const withoutPassword = (text: string): string =>
  text.replace(/^([a-z0-9+.-]*:?\/\/)?([^/?#@:]*):.*@/is, `$1$2${hidden}`);

/** Whether the password of a URL is hidden. */
export const hidesPassword = (text: string): boolean => text.includes(hidden);

/**
 * A URL whose password is hidden, with the one that a known URL has for the same user and scheme; as it is if
 * none of them has one.
 */
export const withKnownPassword = (text: string, known: readonly string[]): string => {
  const [before = '', after] = text.split(hidden, 2);
  if (after === undefined) return text;
  const begin = `${before}${hidden}`;
  const found = known.find((url) => withoutPassword(url).startsWith(begin));
  if (found === undefined) return text;
  const rest = withoutPassword(found).length - begin.length;
  return `${found.slice(0, found.length - rest)}${after}`;
};
