import { commands } from '../commands.ts';

/** The longest name of a profile, in characters. */
const longest = 64;

/** What is wrong with the name of a profile, in one sentence; `undefined` if nothing is. */
export const profileNameProblem = (name: string): string | undefined => {
  if (commands.some(({ typed }) => typed === name && name !== ''))
    return 'is the name of a command; call it something else.';
  if (name.length > longest) return `is longer than ${longest} characters.`;
  // Compiling the other takes longer than reading a whole file.
  const isPlain = /^[a-z\d][a-z\d._-]*$/i.test(name);
  return isPlain || /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u.test(name)
    ? undefined
    : 'must begin with a letter or digit, and have only those and ".", "_" and "-".';
};
