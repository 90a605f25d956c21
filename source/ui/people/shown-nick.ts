import { printable } from '../../payload/printable.ts';

/** Marks that need no introduction; others are characters of a client identifier. */
const plainMarks: ReadonlySet<string> = new Set(['?', '≠']);

/** The mark after the name of a line whose sender may be somebody else. */
export const shownSenderMark = (mark: string): string =>
  plainMarks.has(mark) ? mark : `${senderMarkText}${printable(mark, 8)}`;

/** Follows a nick that is easily mistaken for another, before the characters that tell them apart. */
export const senderMarkText = '≈';

/** Follows a nick whose key has been verified. */
export const checkMark = '✓';

/** Our marks, and what looks like them: nobody may wear them in a name. */
const marks = /[≈≠✓\u2714\u2705\u2611√\u237b\u{1f5f8}\u{1f5f9}]\ufe0f?/gu;

/** A nick that is safe to draw, of at most `longest` characters; a blank one is shown as "(no name)", and marks of ours as dots. */
export const shownNick = (user: string, longest: number): string => {
  const shown = printable(user, longest).replaceAll(marks, '·');
  return shown.trim() === '' ? '(no name)' : shown;
};
