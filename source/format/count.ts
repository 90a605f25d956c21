/** A whole number with thousands separators: 1,204. */
export const count = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** A count and its noun: `1 person`, `1,204 people`. */
export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A count in at most five cells: 999, 12k, 3.4M, 123M. */
export const shortCount = (value: number): string => {
  if (value < 10_000) return String(value);
  if (value < 1_000_000) return `${Math.floor(value / 1000)}k`;
  const [scaled, unit] = value < 1e9 ? [value / 1e6, 'M'] : [value / 1e9, 'G'];
  return `${scaled < 99.95 ? scaled.toFixed(1) : Math.floor(scaled)}${unit}`;
};

/** Messages per second: 0.2/s, 86/s, 12k/s; an empty text below 0.05/s. */
export const rate = (perSecond: number): string =>
  perSecond < 0.05
    ? ''
    : `${perSecond < 9.95 ? perSecond.toFixed(1).replace(/\.0$/, '') : shortCount(Math.round(perSecond))}/s`;

/** Messages per second with their unit, short enough for a title: 0 msg/s, <1 msg/s, 86 msg/s. */
export const messageRate = (perSecond: number): string =>
  `${perSecond < 0.05 || perSecond >= 0.95 ? shortCount(Math.round(perSecond)) : '<1'} msg/s`;
