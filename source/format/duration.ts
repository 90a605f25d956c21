const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Longest first: the label of the unit alone, and next to another unit. */
const units = [
  { alone: 'd', short: 'd', length: day },
  { alone: 'h', short: 'h', length: hour },
  { alone: 'min', short: 'm', length: minute },
  { alone: 's', short: 's', length: second },
] as const;

/** Beyond this many days nobody needs the hours. */
const mostDays = 99;

/** A duration, in ms, in at most seven cells: `204 ms`, `1.25 s`, `5 min`, `4m 12s`, `3d 4h`. */
export const duration = (ms: number): string => {
  const whole = Math.round(ms);
  if (whole <= 0) return '0 s';
  if (whole < second) return `${whole} ms`;
  if (whole < minute - 50) return `${Number((ms / second).toFixed(ms < 9995 ? 2 : 1))} s`;
  const rounded = Math.round(ms / second) * second;
  const at = units.findIndex(({ length }) => rounded >= length);
  const [larger, smaller] = [units[at], units[at + 1]];
  if (larger === undefined || smaller === undefined) return `${rounded / second} s`;
  const many = Math.floor(rounded / larger.length);
  const rest = Math.floor((rounded % larger.length) / smaller.length);
  return rest === 0 || (larger.length === day && many > mostDays)
    ? `${many} ${larger.alone}`
    : `${many}${larger.short} ${rest}${smaller.short}`;
};

/** A duration, in ms, in its largest whole unit, rounded down: `40 s`, `2 min`, `23 h`, `5 d`. */
export const coarseDuration = (ms: number): string => {
  const unit = units.find(({ length }) => ms >= length) ?? { alone: 's', length: second };
  return `${Math.floor(ms / unit.length)} ${unit.alone}`;
};

const typedUnits = { ms: 1, s: second, m: minute, h: hour, d: day } as const;

/** Parses a duration as people type it, `30s`, `5m`, `1.5h` or `2d`, into ms; a bare number is in seconds. `undefined` if it is not a duration. */
export const readDuration = (text: string): number | undefined => {
  const [, digits, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  return digits === undefined
    ? undefined
    : Number(digits) * typedUnits[unit as keyof typeof typedUnits];
};
