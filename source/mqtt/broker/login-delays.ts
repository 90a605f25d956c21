import { isIPv6 } from 'node:net';
import { BoundedMap } from '../../collections/bounded-map.ts';

const firstDelayMs = 250;
const longestDelayMs = 30_000;
/** For the right password: its owner should not suffer much from someone guessing at the same address. */
const longestDelayOfRightMs = 1000;
const forgottenAfterMs = 10 * 60_000;
const rememberedAddresses = 4096;
const mostWaiting = 8;

type Guesser = { failures: number; lastAt: number; waiting: number };

/**
 * Slows down guessing. After a failed login, the next answer to that address is delayed, right or wrong,
 * and twice as long each time; all addresses of one IPv6 network count as one.
 */
export class LoginDelays {
  readonly #guessers = new BoundedMap<string, Guesser>(rememberedAddresses);

  /** Calls back when a login from an address may be answered; returns `false` if too many are waiting already. */
  wait(address: string, wasRight: boolean, answer: () => void): boolean {
    const key = networkOf(address);
    const now = performance.now();
    let guesser = this.#guessers.get(key);
    if (guesser !== undefined && now - guesser.lastAt > forgottenAfterMs) guesser.failures = 0;
    if (guesser === undefined) {
      if (wasRight) {
        answer();
        return true;
      }
      guesser = { failures: 0, lastAt: now, waiting: 0 };
    }
    if (guesser.waiting >= mostWaiting) return false;
    if (!wasRight) {
      guesser.failures += 1;
      guesser.lastAt = now;
      this.#guessers.renew(key, guesser);
    }
    if (guesser.failures === 0) {
      answer();
      return true;
    }
    const known = guesser;
    known.waiting += 1;
    const delay = delayAfter(known.failures);
    // A right login is answered early, but holds its place as long as a wrong one.
    setTimeout(answer, wasRight ? Math.min(delay, longestDelayOfRightMs) : delay).unref();
    setTimeout(() => (known.waiting -= 1), delay).unref();
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
