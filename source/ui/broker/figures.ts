import { duration } from '../../format/duration.ts';
import type { BrokerNode } from '../../model/broker-status.ts';
import type { MetricName } from '../../model/broker-metrics.ts';
import { printable } from '../../payload/printable.ts';
import { count, rate } from '../../format/count.ts';
import { size } from '../../format/size.ts';

type Figure = {
  readonly metric: MetricName;
  readonly after: string;
  readonly isBytes?: boolean;
  /** Left out when it is 0. */
  readonly isRare?: boolean;
};

/** Levels, several per row. */
const levels: readonly { readonly label: string; readonly figures: readonly Figure[] }[] = [
  {
    label: 'Clients',
    figures: [
      { metric: 'connected', after: 'connected' },
      { metric: 'disconnected', after: 'disconnected' },
      { metric: 'clients', after: 'in all' },
      { metric: 'most connected', after: 'at most' },
      { metric: 'expired', after: 'expired', isRare: true },
      { metric: 'sessions', after: 'sessions' },
    ],
  },
  {
    label: 'Subscriptions',
    figures: [
      { metric: 'subscriptions', after: '' },
      { metric: 'shared subscriptions', after: 'shared', isRare: true },
    ],
  },
  { label: 'Topics', figures: [{ metric: 'topics', after: '' }] },
  { label: 'Retained', figures: [{ metric: 'retained', after: 'messages' }] },
  {
    label: 'Stored',
    figures: [
      { metric: 'stored', after: 'messages' },
      { metric: 'stored bytes', after: '', isBytes: true },
    ],
  },
  {
    label: 'Memory',
    figures: [
      { metric: 'memory', after: '', isBytes: true },
      { metric: 'most memory', after: 'at most', isBytes: true },
    ],
  },
];

type Direction = { readonly metric: MetricName; readonly isBytes?: boolean };

/** Totals: received on the left, sent on the right. */
const traffic: readonly {
  readonly label: string;
  readonly in?: Direction;
  readonly out?: Direction;
}[] = [
  { label: 'Published', in: { metric: 'published to it' }, out: { metric: 'published by it' } },
  { label: 'Messages', in: { metric: 'messages received' }, out: { metric: 'messages sent' } },
  {
    label: 'Bytes',
    in: { metric: 'bytes received', isBytes: true },
    out: { metric: 'bytes sent', isBytes: true },
  },
  { label: 'Dropped', out: { metric: 'dropped' } },
];

const figureText = (node: BrokerNode, { metric, after, isBytes, isRare }: Figure): string[] => {
  const value = node.get(metric)?.value;
  if (typeof value !== 'number' || (isRare === true && value === 0)) return [];
  return [`${isBytes === true ? size(value) : count(Math.round(value))} ${after}`.trim()];
};

const rateText = (perSecond: number | undefined, isBytes: boolean): string => {
  if (perSecond === undefined) return '';
  if (isBytes) return `${size(Math.round(perSecond))}/s`;
  return rate(perSecond) === '' ? '0/s' : rate(perSecond);
};

/** Traffic in one direction: the current rate, earlier rates and the total. */
export type Flow = {
  readonly rate: string;
  readonly rates: readonly number[];
  readonly total: string;
};

const flowOf = (node: BrokerNode, direction: Direction | undefined): Flow | undefined => {
  const metric = direction === undefined ? undefined : node.get(direction.metric);
  if (metric === undefined) return undefined;
  const isBytes = direction?.isBytes === true;
  const { value, perSecond, rates } = metric;
  const total = typeof value === 'number' ? (isBytes ? size(value) : count(value)) : '';
  return { rate: rateText(perSecond, isBytes), rates, total };
};

/** What a node has received and sent, of one kind. */
export type Traffic = {
  readonly label: string;
  readonly in: Flow | undefined;
  readonly out: Flow | undefined;
};

/** A node's traffic, for each kind that it counts. */
export const trafficOf = (node: BrokerNode): readonly Traffic[] =>
  traffic
    .map(({ label, in: into, out }) => ({ label, in: flowOf(node, into), out: flowOf(node, out) }))
    .filter((each) => each.in !== undefined || each.out !== undefined);

/** The levels that a node reports, as text. */
export const levelsOf = (
  node: BrokerNode,
): readonly { readonly label: string; readonly text: string }[] =>
  levels.flatMap(({ label, figures }) => {
    const known = figures.flatMap((figure) => figureText(node, figure));
    return known.length === 0 ? [] : [{ label, text: known.join(' · ') }];
  });

const textOf = (node: BrokerNode, metric: MetricName): string =>
  printable(String(node.get(metric)?.value ?? ''), 200);

/** The broker software of a node, as far as it is known. */
export const programOf = (node: BrokerNode): string =>
  [textOf(node, 'about'), textOf(node, 'version')].filter((each) => each !== '').join(' ');

/** How long a node has been up; empty if it does not say. */
export const uptimeOf = (node: BrokerNode, now: number): string => {
  const metric = node.get('uptime');
  if (metric === undefined) return '';
  const { value, at } = metric;
  return typeof value === 'number'
    ? duration(Math.floor(value + Math.max(0, now - at) / 1000) * 1000)
    : printable(value ?? '', 100);
};

const bars = '▁▂▃▄▅▆▇█';

/** The newest rates as bars, one cell each, scaled to the highest; at most `width` cells. */
export const rateBars = (rates: readonly number[], width: number): string => {
  const shown = rates.slice(-Math.max(1, width));
  const highest = Math.max(...shown);
  return shown
    .map((each) => bars[highest > 0 ? Math.round((each / highest) * (bars.length - 1)) : 0] ?? '')
    .join('');
};
