import { isIPv6 } from 'node:net';
import { BoundedMap } from '../../collections/bounded-map.ts';

const firstDelayMs = 250;
const longestDelayMs = 30_000;
const forgottenAfterMs = 10 * 60_000;
const rememberedAddresses = 4096;
const mostWaiting = 8;

type Guesser = { failures: number; lastAt: number; waiting: number };

/**
 * Slows down guessing: the answer to a wrong login is delayed, twice as long each time for its address; all
 * addresses of one IPv6 network count as one. A right login is no business of this: somebody who guesses
 * must not keep those out who share the address.
 */
export class LoginDelays {
  readonly #guessers = new BoundedMap<string, Guesser>(rememberedAddresses);

  /** Calls back when a wrong login from an address may be answered; returns `false` if too many are waiting already. */
  wait(address: string, answer: () => void): boolean {
    const key = networkOf(address);
    const now = performance.now();
    const guesser = this.#guessers.get(key) ?? { failures: 0, lastAt: now, waiting: 0 };
    if (now - guesser.lastAt > forgottenAfterMs) guesser.failures = 0;
    if (guesser.waiting >= mostWaiting) return false;
    guesser.failures += 1;
    guesser.lastAt = now;
    guesser.waiting += 1;
    this.#guessers.renew(key, guesser);
    setTimeout(() => {
      guesser.waiting -= 1;
      answer();
    }, delayAfter(guesser.failures)).unref();
    return true;
  }
}

/** How long to wait after a number of failed logins, ms. */
const delayAfter = (failures: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));

/** An IPv4 address, or the network of an IPv6 one (its first 64 bits). */
const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const missing = address.includes('::') ? 8 - before.length - after.length : 0;
  const words = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return words.slice(0, 4).join(':');
};
