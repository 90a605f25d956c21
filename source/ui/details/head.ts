import type { StoredMessage } from '../../model/stored-message.ts';
import type { MessageProperties } from '../../mqtt/message.ts';
import type { Decoded } from '../../payload/decoded.ts';
import { printable } from '../../payload/printable.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { MqttSession } from '../../session/session.ts';
import { count } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { coarseDuration, duration } from '../../format/duration.ts';
import { staleFor, usualInterval } from '../../model/staleness.ts';
import type { TimeFormat } from '../time/time-format.ts';
import type { Span } from '../widgets/span.ts';
import { flowGroups, type SpanGroup } from './flow-groups.ts';

/** How much of one value to show, in characters. */
const longest = 500;

/** How many user properties to show. */
const mostUserProperties = 100;

/** A name and its value. */
const field = (name: string, value: string): SpanGroup => [
  { text: `${name} `, look: 'dim' },
  { text: printable(value, longest) },
];

/** The filter behind a subscription identifier; MQTT 5, 3.3.2.3.8. */
const filterOf = (session: MqttSession, identifier: number): string =>
  [...(session.monitor?.subscriptions.values() ?? [])].find(
    (subscription) => subscription.identifier === identifier,
  )?.filter ?? `of subscription ${identifier}, no longer watched`;

const filters = (session: MqttSession, { properties }: StoredMessage): SpanGroup[] => {
  const identifiers = [properties?.subscriptionIdentifier ?? []].flat();
  const texts = identifiers.map((identifier) => filterOf(session, identifier));
  return texts.length === 0
    ? []
    : [field(texts.length === 1 ? 'filter' : 'filters', texts.join('  '))];
};

const bytesText = (bytes: Uint8Array): string => {
  const text = utf8(bytes);
  return text !== undefined && looksLikeText(text)
    ? text
    : `0x ${Buffer.from(bytes).toString('hex')}`;
};

const userProperties = ({ userProperties: all = [] }: MessageProperties): SpanGroup[] => {
  const each: SpanGroup[] = all.map(([name, value]) => [
    { text: 'user property ', look: 'dim' },
    { text: printable(name, longest), look: 'topic' },
    { text: ': ' },
    { text: printable(value, longest) },
  ]);
  if (each.length <= mostUserProperties) return each;
  const more = `and ${count(each.length - mostUserProperties)} more user properties`;
  return [...each.slice(0, mostUserProperties), [{ text: more, look: 'dim' }]];
};

/** What is usual is not known to the millisecond. */
const roughly = (ms: number): number => Number(ms.toPrecision(2));

/** How old a message is, and how often the topic usually gets one; for its newest, whether it is stale. */
const ageOf = ({ monitor, clock }: MqttSession, message: StoredMessage): SpanGroup => {
  const { wall: now } = clock.reading;
  const since = coarseDuration(Math.max(0, now - message.receivedAt));
  const node = monitor?.tree.find(message.topic);
  if (monitor === undefined || node === undefined) return [{ text: `${since} ago` }];
  const { tree, staleAfter } = monitor;
  // The broker does not say how long it had stored a retained message.
  const isStored =
    message.retain && (tree.arrivals.newestAt(node.identifier) ?? 0) < message.receivedAt;
  const age = isStored ? `at least ${since} old` : `${since} ago`;
  const usual = usualInterval(tree, node);
  const often = usual === undefined ? '' : `, usually every ${duration(roughly(usual))}`;
  const isNewest = tree.last(node)?.sequence === message.sequence;
  const silence = isNewest ? staleFor(tree, node, now, staleAfter) : undefined;
  return silence === undefined
    ? [{ text: `${age}${often}` }]
    : [{ text: `stale ${coarseDuration(silence)}${often}`, look: 'attention' }];
};

/** What a message carries besides its payload, one line each: the packet's flags, then MQTT 5 properties. */
const propertyLines = (
  session: MqttSession,
  message: StoredMessage,
  timeFormat: TimeFormat,
): (readonly SpanGroup[])[] => {
  const { properties = {} } = message;
  const {
    contentType,
    payloadFormatIndicator,
    messageExpiryInterval,
    responseTopic,
    correlationData,
  } = properties;
  const about = [
    ...(contentType === undefined ? [] : [field('content type', contentType)]),
    ...(payloadFormatIndicator === undefined
      ? []
      : [field('payload format', payloadFormatIndicator ? 'UTF-8 text' : 'bytes')]),
    ...(messageExpiryInterval === undefined
      ? []
      : [field('expires after', `${count(messageExpiryInterval)} s`)]),
  ];
  const request = [
    ...(responseTopic === undefined ? [] : [field('response topic', responseTopic)]),
    ...(correlationData === undefined
      ? []
      : [field('correlation data', bytesText(correlationData))]),
  ];
  return [
    [
      [{ text: timeFormat.exact.text(message.receivedAt).trim() }],
      ageOf(session, message),
      field('QoS', String(message.qos)),
      field('retain', message.retain ? 'yes' : 'no'),
      field('size', size(message.size)),
      ...filters(session, message),
    ],
    about,
    request,
    ...userProperties(properties).map((property) => [property]),
  ].filter((groups) => groups.length > 0);
};

const attention = (text: string): SpanGroup => [{ text, look: 'attention' }];

/** What is known about a payload besides its bytes. */
const payloadLines = (
  { payload, size: bytes }: StoredMessage,
  { notes, problem }: Decoded,
): (readonly SpanGroup[])[] => {
  const kept = `only the first ${size(payload.length)} were kept (--payload-limit, --memory)`;
  return [
    notes.map(({ name, text }) => field(name, text)),
    payload.length < bytes ? [attention(kept)] : [],
    problem === undefined ? [] : [attention(printable(problem, 1000))],
  ].filter((groups) => groups.length > 0);
};

/** The rows above the payload: what came with it, and what is known about it; `width` cells wide. */
export const detailsHead = (
  session: MqttSession,
  message: StoredMessage,
  decoded: Decoded,
  { width, timeFormat }: { readonly width: number; readonly timeFormat: TimeFormat },
): Span[][] => {
  const { isLoading, kind } = decoded;
  const lines: (readonly SpanGroup[])[] = [
    ...propertyLines(session, message, timeFormat),
    ...payloadLines(message, decoded),
    [[]],
    ...(kind === 'empty' ? [[[{ text: '(empty payload)', look: 'dim' } as const]]] : []),
    ...(isLoading === true ? [[[{ text: 'decoding …', look: 'dim' } as const]]] : []),
  ];
  return lines.flatMap((groups) => flowGroups(groups, width));
};
