import type { TreeOrder } from '../../model/tree-order.ts';
import { statesText } from '../../payload/state-words.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ChartState } from '../chart/state.ts';
import type { PaneSizes } from '../layout/pane-sizes.ts';
import type { Selection } from '../topics/state.ts';
import type { UiState } from '../ui-state.ts';

/** A line of the chart: its topic, the path in its payloads and its words, as they are typed. */
export type LastingSeries = {
  readonly topic: string;
  readonly path: string;
  readonly states?: string | undefined;
};

/** The chart; not the point in time at which it was paused: the numbers from before are gone. */
export type LastingChart = Pick<ChartState, 'isShown' | 'chosen' | 'span' | 'isStacked'> & {
  readonly series: readonly LastingSeries[];
};

/**
 * What lasts of a broker's screen until the next start, as plain data. Neither a filter nor the zoom: they
 * hide things, and whoever comes back does not know why.
 */
export type LastingView = {
  readonly order?: TreeOrder | undefined;
  /** The open branches. */
  readonly open?: readonly string[];
  /** Those of them that have a row of their own though nothing else is in them. */
  readonly split?: readonly string[];
  /** The rooms whose topics are shown. */
  readonly rooms?: readonly string[];
  readonly selected?: Selection | undefined;
  readonly showsDetails?: boolean | undefined;
  readonly showsPeople?: boolean | undefined;
  readonly sizes?: PaneSizes;
  readonly chart?: LastingChart | undefined;
};

/** A longer topic name, in UTF-16 units, is not kept. */
export const longestName = 1000;

/** The most branches, and rooms, that are kept, and the most UTF-16 units of their names together. */
export const mostBranches = 500;
const mostText = 20_000;

/** As many names as are kept, from the first on. */
const kept = (names: Iterable<string>): string[] => {
  const found: string[] = [];
  let length = 0;
  for (const name of names) {
    if (name.length > longestName) continue;
    length += name.length;
    if (found.length >= mostBranches || length > mostText) break;
    found.push(name);
  }
  return found;
};

type TreeView = Pick<LastingView, 'order' | 'open' | 'split' | 'rooms'>;

/** What lasts of the tree: branches that are there come first. */
const treeOf = ({ monitor }: MqttSession): TreeView => {
  if (monitor === undefined) return {};
  const { tree } = monitor;
  const { wanted } = tree.view.branches;
  const isThere = (name: string): boolean => tree.find(name) !== undefined;
  const names = [...wanted.keys()];
  const open = kept([...names.filter(isThere), ...names.filter((name) => !isThere(name))]);
  return {
    order: tree.view.order,
    open,
    split: open.filter((name) => wanted.get(name) === true),
    rooms: kept(tree.rooms.open),
  };
};

const chartOf = ({ isShown, series, chosen, span, isStacked }: ChartState): LastingChart => ({
  isShown,
  chosen,
  span,
  isStacked,
  series: series
    .map(({ topic, path, states }) => ({
      topic,
      path: path.join(''),
      states: states && statesText(states),
    }))
    .filter(({ topic, path }) => topic.length + path.length <= longestName),
});

/** What lasts of a session's screen; what the session does not have, such as the tree, is as it was `before`. */
export const lastingView = (
  session: MqttSession,
  { selected, showsDetails, showsPeople, sizes, chart }: UiState,
  before: LastingView = {},
): LastingView => ({
  ...before,
  ...treeOf(session),
  ...(session.monitor === undefined ? {} : { chart: chartOf(chart) }),
  selected: (selected?.topic.length ?? 0) > longestName ? undefined : selected,
  showsDetails,
  showsPeople,
  sizes,
});
