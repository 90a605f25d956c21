import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Six words of 2,048: 66 bits. */
const words = 6;

/** The shortest passphrase for a new room, characters. */
const shortest = 12;

/** A passphrase that nobody can guess: six words. */
export const generatePassphrase = (): string =>
  Array.from({ length: words }, () => wordlist[randomInt(wordlist.length)]).join(' ');

/** Whether a passphrase could be guessed by whoever has the salt and one message. */
export const isShort = (passphrase: string): boolean =>
  Array.from(passphrase.normalize('NFC')).length < shortest;

/** Why a passphrase cannot be used, or `undefined`; one for an existing room may be short. */
export const passphraseProblem = (passphrase: string, isNew: boolean): string | undefined => {
  if (passphrase === '') return 'A private room needs a passphrase of at least one character.';
  return isNew && isShort(passphrase)
    ? `A new room needs a passphrase of at least ${shortest} characters: a shorter one could be guessed.`
    : undefined;
};
