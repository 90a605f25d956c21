import { printable } from '../../payload/printable.ts';

/** Follows a nick that is easily mistaken for another, before the characters that tell them apart. */
export const senderMarkText = '≈';

/** A nick that is safe to draw, of at most `longest` characters; a blank one is shown as "(no name)". */
export const shownNick = (user: string, longest: number): string => {
  const shown = printable(user, longest);
  return shown.trim() === '' ? '(no name)' : shown;
};
