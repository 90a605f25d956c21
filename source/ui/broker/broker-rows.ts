import type { Metric, BrokerNode } from '../../model/broker-status.ts';
import type { MetricName } from '../../model/broker-metrics.ts';
import { printable } from '../../payload/printable.ts';
import { fit, wrapCells } from '../draw/cells.ts';
import { count, rate, size } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { rateBars } from '../draw/rate-bars.ts';
import { row } from '../draw/row.ts';

const labelWidth = 15;

const longUnits: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];

/** A time of so many seconds in its two largest units: 3 d 4 h. */
export const durationInWords = (seconds: number): string => {
  let left = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [unit, length] of longUnits) {
    const whole = Math.floor(left / length);
    left -= whole * length;
    if (whole > 0 || (unit === 's' && parts.length === 0)) parts.push(`${whole} ${unit}`);
  }
  return parts.slice(0, 2).join(' ');
};

type Figure = {
  readonly metric: MetricName;
  readonly after: string;
  readonly isBytes?: boolean;
  /** None of it is not worth a word. */
  readonly isRare?: boolean;
};

/** Levels, several to a row. */
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

/** Totals, with what comes in at the left and what goes out at the right. */
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

const labelled = (label: string, text: string, width: number): string =>
  row([{ text: fit(label, labelWidth), style: palette.dim }, { text }], width);

const figureText = (node: BrokerNode, { metric, after, isBytes, isRare }: Figure): string[] => {
  const value = node.get(metric)?.value;
  if (typeof value !== 'number' || (isRare === true && value === 0)) return [];
  return [`${isBytes === true ? size(value) : count(Math.round(value))} ${after}`.trim()];
};

const uptime = ({ value, at }: Metric, now: number): string =>
  typeof value === 'number'
    ? durationInWords(value + Math.max(0, now - at) / 1000)
    : printable(value ?? '', 100);

const rateText = (perSecond: number | undefined, isBytes: boolean): string => {
  if (perSecond === undefined) return '';
  if (isBytes) return `${size(Math.round(perSecond))}/s`;
  return rate(perSecond) === '' ? '0/s' : rate(perSecond);
};

/** Rate, bars and total, in columns. */
const directionText = (
  node: BrokerNode,
  direction: Direction | undefined,
  width: number,
): string => {
  const metric = direction === undefined ? undefined : node.get(direction.metric);
  if (metric === undefined) return fit('', width);
  const isBytes = direction?.isBytes === true;
  const { value, perSecond, rates } = metric;
  const total = typeof value === 'number' ? (isBytes ? size(value) : count(value)) : '';
  // On a narrow screen the bars give way, so that the totals stay whole.
  const bars = Math.max(0, width - 24);
  const gap = bars === 0 ? 1 : 2;
  return (
    fit(rateText(perSecond, isBytes), 10) +
    fit(rates.length === 0 || bars === 0 ? '' : rateBars(rates, bars), bars) +
    fit(total, Math.max(0, width - bars - 10 - gap), 'end') +
    ' '.repeat(gap)
  );
};

const trafficRows = (node: BrokerNode, width: number): string[] => {
  const half = Math.floor((width - labelWidth) / 2);
  const known = traffic.filter(({ in: into, out }) =>
    [into, out].some((each) => each !== undefined && node.has(each.metric)),
  );
  if (known.length === 0) return [];
  const heading = [fit('', labelWidth), fit('in', half), fit('out', half)].join('');
  return [
    row([], width),
    row([{ text: heading, style: palette.dim }], width),
    ...known.map(({ label, in: into, out }) =>
      labelled(label, directionText(node, into, half) + directionText(node, out, half), width),
    ),
  ];
};

/** What a node of the broker tells about itself, as rows of `width` cells. */
export const brokerRows = (node: BrokerNode, width: number, now: number): string[] => {
  const textOf = (metric: MetricName): string =>
    printable(String(node.get(metric)?.value ?? ''), 200);
  const about = [textOf('about'), textOf('version')].filter((each) => each !== '').join(' ');
  const age = node.get('uptime');
  return [
    ...(about === '' ? [] : [labelled('Broker', about, width)]),
    ...(age === undefined ? [] : [labelled('Up for', uptime(age, now), width)]),
    row([], width),
    ...levels.flatMap(({ label, figures }) => {
      const known = figures.flatMap((figure) => figureText(node, figure));
      if (known.length === 0) return [];
      return wrapCells(known.join(' · '), width - labelWidth).map((text, index) =>
        labelled(index === 0 ? label : '', text, width),
      );
    }),
    ...trafficRows(node, width),
  ];
};
