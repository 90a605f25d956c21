/** Splits the first argument, in double quotes if it has blanks, from the rest of a text. */
export const takeArgument = (text: string): { first: string; rest: string } => {
  const quoted = /^"([^"]*)"\s?(.*)$/s.exec(text) ?? /^(\S*)\s?(.*)$/s.exec(text);
  return { first: quoted?.[1] ?? '', rest: quoted?.[2] ?? '' };
};

/** A text as one argument: in double quotes if it has blanks. */
export const asArgument = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);

/** What is wrong with the quotes, or `undefined`. */
export const quoteProblem = (text: string): string | undefined =>
  /^"[^"]*$/.test(text) ? 'The double quote is not closed.' : undefined;
