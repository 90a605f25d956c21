import { printable } from '../../payload/printable.ts';

/** A name as it can be drawn, of at most `longest` characters; one of nothing but blanks is said to be none. */
export const shownNick = (user: string, longest: number): string => {
  const shown = printable(user, longest);
  return shown.trim() === '' ? '(no name)' : shown;
};
