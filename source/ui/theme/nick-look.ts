import type { Look } from './theme.ts';

const nickLooks: readonly Look[] = ['nick0', 'nick1', 'nick2', 'nick3', 'nick4'];

/** The look of a nick, the same in every run. */
export const nickLook = (nick: string): Look => {
  let hash = 0;
  for (const character of nick) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return nickLooks[hash % nickLooks.length] ?? 'plain';
};
