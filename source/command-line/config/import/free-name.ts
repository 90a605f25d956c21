import { profileNameProblem } from '../profile-name.ts';

/** So that there is room for a number after it. */
const longest = 60;

/** The start of a text, without half a character at its end. */
const start = (text: string): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');

/**
 * The name of a profile for what another program calls `wanted`: what may not be in a name is a dash, and a
 * number makes it one that is free and no command's.
 */
export const freeName = (wanted: string, isTaken: (name: string) => boolean): string => {
  const allowed = wanted
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/-+$/, '');
  const name = start(allowed === '' ? 'connection' : allowed);
  const isFree = (one: string): boolean => !isTaken(one) && profileNameProblem(one) === undefined;
  if (isFree(name)) return name;
  let number = 2;
  while (!isFree(`${name}-${number}`)) number++;
  return `${name}-${number}`;
};
