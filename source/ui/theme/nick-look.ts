import type { Look } from './theme.ts';

const nickLooks: readonly Look[] = ['nick-1', 'nick-2', 'nick-3', 'nick-4', 'nick-5'];

/** The look of a nick, the same in every run. */
export const nickLook = (nick: string): Look => {
  let hash = 0;
  for (const character of nick) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return nickLooks[hash % nickLooks.length] ?? 'plain';
};
