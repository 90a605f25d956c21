const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A time as `30s`, `5m`, `1.5h` or `2d`, in ms; without a unit seconds. `undefined` when it is none. */
export const readDuration = (text: string): number | undefined => {
  const [, digits, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * units[unit as keyof typeof units];
};
