/** Longer names push everything else off the screen. */
const longest = 64;

/** Why this cannot be a nick, in one sentence, or `undefined`. */
export const nickProblem = (nick: string): string | undefined => {
  if (nick.trim() === '') return 'A name has at least one character that can be seen.';
  if (nick.length > longest) return `A name has at most ${longest} characters.`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(nick) || !nick.isWellFormed())
    return 'A name must not contain control characters.';
  return undefined;
};
