const bars = '▁▂▃▄▅▆▇█';

/** The newest rates as bars, one cell each, scaled to the highest; at most `width` cells. */
export const rateBars = (rates: readonly number[], width: number): string => {
  const shown = rates.slice(-Math.max(1, width));
  const most = Math.max(...shown);
  return shown
    .map((rate) => bars[most > 0 ? Math.round((rate / most) * (bars.length - 1)) : 0] ?? '')
    .join('');
};
