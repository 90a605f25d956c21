/** Takes one argument, in double quotes if it has blanks, off the front of a text. */
export const takeArgument = (text: string): { first: string; rest: string } => {
  const quoted = /^"([^"]*)"\s?(.*)$/s.exec(text) ?? /^(\S*)\s?(.*)$/s.exec(text);
  return { first: quoted?.[1] ?? '', rest: quoted?.[2] ?? '' };
};
