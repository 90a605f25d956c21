import { treeOrders } from '../../model/tree-order.ts';
import { mostSeries } from '../chart/state.ts';
import { type PaneSizes, sizedPanes } from '../layout/pane-sizes.ts';
import type { Selection } from '../topics/state.ts';
import {
  type LastingChart,
  type LastingSeries,
  type LastingView,
  longestName,
  mostBranches,
} from './lasting-view.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestName;

const booleanIn = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(isName).slice(0, mostBranches) : [];

const sizesIn = (value: unknown): PaneSizes => {
  if (!isMembers(value)) return {};
  return Object.fromEntries(
    sizedPanes.flatMap((pane) => {
      const share = value[pane];
      return typeof share === 'number' && share > 0 && share < 1 ? [[pane, share]] : [];
    }),
  );
};

const selectionIn = (value: unknown): Selection | undefined => {
  if (!isMembers(value)) return undefined;
  const { kind, topic } = value;
  return (kind === 'room' || kind === 'topic') && isName(topic) ? { kind, topic } : undefined;
};

const seriesIn = (value: unknown): LastingSeries[] => {
  if (!isMembers(value)) return [];
  const { topic, path, states } = value;
  if (!isName(topic) || !isName(path)) return [];
  return [{ topic, path, states: isName(states) ? states : undefined }];
};

/** The longest period of a chart, in ms: a thousand years. */
const longestSpan = 1000 * 365 * 86_400_000;

const chartIn = (value: unknown): LastingChart | undefined => {
  if (!isMembers(value) || !Array.isArray(value['series'])) return undefined;
  const { chosen, span } = value;
  const series = (value['series'] as unknown[]).slice(0, mostSeries).flatMap(seriesIn);
  const isIndex = typeof chosen === 'number' && Number.isInteger(chosen) && chosen >= 0;
  return {
    series,
    isShown: value['isShown'] === true,
    chosen: isIndex && chosen < series.length ? chosen : 0,
    span:
      typeof span === 'number' && span > 0 && span <= longestSpan ? Math.max(1, span) : undefined,
    isStacked: booleanIn(value['isStacked']),
  };
};

/** Reads a view that was kept, by this version or another: what is not as expected is left out. */
export const readView = (found: unknown): LastingView => {
  if (!isMembers(found)) return {};
  return {
    order: treeOrders.find((order) => order === found['order']),
    open: namesIn(found['open']),
    split: namesIn(found['split']),
    rooms: namesIn(found['rooms']),
    selected: selectionIn(found['selected']),
    showsDetails: booleanIn(found['showsDetails']),
    showsPeople: booleanIn(found['showsPeople']),
    sizes: sizesIn(found['sizes']),
    chart: chartIn(found['chart']),
  };
};
