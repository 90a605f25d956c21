import { type MetricName, type MetricUnit, recognise } from './broker-metrics.ts';
import { withoutMark } from '../payload/byte-order-mark.ts';

/** Limits: nodes of a cluster, remembered rates, bytes of a text. */
const mostNodes = 50;
const mostRates = 120;
const longestText = 500;

/** No rate is measured over a shorter time than this, ms. */
const shortestSpan = 500;

/** What is known of one metric. */
export type Metric = {
  /** The newest value: a text, or a number in the unit of the metric; the uptime in seconds. */
  readonly value: string | number | undefined;
  /** When it arrived, ms since the epoch. */
  readonly at: number;
  /** A total's growth per second, as measured here or reported by the broker. */
  readonly perSecond: number | undefined;
  /** The rates measured here, the oldest first. */
  readonly rates: readonly number[];
};

type Counted = { -readonly [Name in keyof Metric]: Metric[Name] } & {
  rates: number[];
  /** The last live total, from which a rate can be measured. */
  base?: { readonly value: number; readonly at: number };
};

/** The metrics of one node of the broker. */
export type BrokerNode = ReadonlyMap<MetricName, Metric>;

/** `66 seconds` and `66` are numbers; `1 day, 3 hours` is not. */
const parseCount = (text: string): number | undefined => {
  const found = /^\s*(-?\d+(?:\.\d+)?)\s*(?:seconds?|ms)?\s*$/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

const takeTotal = (metric: Counted, total: number, at: number, isStored: boolean): void => {
  const { base } = metric;
  metric.value = total;
  // A retained total is of unknown age.
  if (isStored) return;
  const elapsed = base === undefined ? 0 : at - base.at;
  if (base !== undefined && elapsed < shortestSpan) return;
  metric.base = { value: total, at };
  if (base === undefined || total < base.value) return;
  metric.perSecond = ((total - base.value) * 1000) / elapsed;
  metric.rates.push(metric.perSecond);
  if (metric.rates.length > mostRates) metric.rates.shift();
};

const take = (
  metric: Counted,
  unit: MetricUnit,
  { text, at, isStored }: { text: string; at: number; isStored: boolean },
): void => {
  const number = unit === 'text' ? undefined : parseCount(text);
  if (number === undefined) {
    if (unit === 'text' || unit === 'seconds' || unit === 'milliseconds') metric.value = text;
  } else if (unit === 'total') takeTotal(metric, number, at, isStored);
  else if (unit === 'per minute') {
    if (metric.rates.length === 0) metric.perSecond = number / 60;
  } else metric.value = unit === 'milliseconds' ? number / 1000 : number;
  if (unit !== 'per minute') metric.at = at;
};

/** What a broker has reported about itself below `$SYS`. */
export class BrokerStatus {
  /** By name; `''` is a broker without named nodes. */
  readonly nodes = new Map<string, BrokerNode>();
  /** How many messages were received. */
  received = 0;
  /** How many of them are not understood. */
  unknown = 0;

  /** Takes a message from below `$SYS`, received at `at`, ms since the epoch; `isStored`: it was retained. */
  record(topic: string, payload: Uint8Array, at: number, isStored: boolean): void {
    this.received += 1;
    const found = recognise(topic);
    if (found === undefined || payload.length === 0) {
      this.unknown += 1;
      return;
    }
    const metrics = this.#metricsOf(found.node);
    if (metrics === undefined) return;
    const { metric: name, unit } = found.recogniser;
    const metric = metrics.get(name) ?? { value: undefined, at, perSecond: undefined, rates: [] };
    metrics.set(name, metric);
    const text = Buffer.from(withoutMark(payload)).toString('utf8', 0, longestText);
    take(metric, unit, { text, at, isStored });
  }

  #metricsOf(node: string): Map<MetricName, Counted> | undefined {
    const known = this.nodes.get(node) as Map<MetricName, Counted> | undefined;
    if (known !== undefined || this.nodes.size >= mostNodes) return known;
    const fresh = new Map<MetricName, Counted>();
    this.nodes.set(node, fresh);
    return fresh;
  }
}
