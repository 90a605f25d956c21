/** The longest nick, in UTF-16 units: a longer one pushes everything else off the screen. */
const longest = 64;

/** Why a text cannot be a nick, in one sentence, or `undefined`. */
export const nickProblem = (nick: string): string | undefined => {
  if (nick.trim() === '') return 'A name needs at least one visible character.';
  if (nick.length > longest) return `A name has at most ${longest} characters.`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(nick) || !nick.isWellFormed())
    return 'A name must not contain control characters.';
  return undefined;
};
