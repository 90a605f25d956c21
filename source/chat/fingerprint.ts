import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { keyBytes } from './verify-signature.ts';

const bitsOfWord = 11;
const words = 8;

/**
 * The fingerprint of a public key, to compare by voice: eight words of a list of 2,048, the first 88 bits
 * of SHA-256 over `mqtt-tui fingerprint 1` and the 32 bytes of the key.
 */
export const fingerprint = (key: string): string => {
  const digest = createHash('sha256')
    .update('mqtt-tui fingerprint 1')
    .update(keyBytes(key))
    .digest('hex');
  const bits = BigInt(`0x${digest.slice(0, (words * bitsOfWord) / 4)}`);
  return Array.from({ length: words }, (_, index) => {
    const shift = BigInt((words - 1 - index) * bitsOfWord);
    return wordlist[Number((bits >> shift) & 2047n)];
  }).join(' ');
};
