const latest = 8.64e15;

/** A time in ms since the epoch in words, as `2026-11-22T21:03:00.000Z`; `undefined` for one that no calendar has. */
export const isoTime = (at: number): string | undefined =>
  Math.abs(at) <= latest ? new Date(at).toISOString() : undefined;
