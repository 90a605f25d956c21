import { isoTimeOf } from '../../../format/time.ts';
import type { Value } from '../../value.ts';

/** Seconds with a fraction, as a time. */
const timeOfSeconds = (text: string): string | undefined => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  const seconds = BigInt(sign + whole);
  return sign !== '' && nanoseconds > 0
    ? isoTimeOf(seconds - 1n, 1_000_000_000 - nanoseconds)
    : isoTimeOf(seconds, nanoseconds);
};

/** The time that seconds since 1970 stand for (RFC 8949, 3.4.2), if they do. */
export const timeOf = (seconds: Value): string | undefined =>
  seconds.kind === 'number' ? timeOfSeconds(seconds.text) : undefined;

const whole = /^-?\d+$/;

/** The keys of milli-, micro- and nanoseconds, and their digits. */
const fractions = [
  ['-3', 3],
  ['-6', 6],
  ['-9', 9],
] as const;

/** The time that a map of seconds and their fraction stands for (RFC 9581, 3), if it does. */
export const extendedTime = (map: Value): string | undefined => {
  if (map.kind !== 'map') return undefined;
  const numberAt = (name: string): string | undefined => {
    const found = map.members.find(({ key, source }) => key === name && source === name)?.value;
    return found?.kind === 'number' ? found.text : undefined;
  };
  const seconds = numberAt('1');
  if (seconds === undefined) return undefined;
  for (const [name, digits] of fractions) {
    const fraction = numberAt(name);
    if (fraction === undefined) continue;
    if (!whole.test(seconds) || !whole.test(fraction)) return undefined;
    const nanoseconds = Number(fraction) * 10 ** (9 - digits);
    return nanoseconds < 0 ? undefined : isoTimeOf(BigInt(seconds), nanoseconds);
  }
  return timeOfSeconds(seconds);
};
