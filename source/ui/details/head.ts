import type { KeptMessage } from '../../model/kept-message.ts';
import type { MessageProperties } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, exactTime, size } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import type { SpanGroup } from '../chart/flow-groups.ts';

/** So much of one value is shown. */
const longest = 500;

/** So many user properties are shown. */
const mostUserProperties = 100;

/** A name and what it is. */
export const field = (name: string, value: string): SpanGroup => [
  { text: `${name} `, style: palette.dim },
  { text: printable(value, longest) },
];

/** The filter that a subscription identifier stands for; MQTT 5, 3.3.2.3.8. */
const filterOf = (session: MqttSession, identifier: number): string =>
  [...(session.monitor?.subscriptions.values() ?? [])].find(
    (subscription) => subscription.identifier === identifier,
  )?.filter ?? `of subscription ${identifier}, no longer watched`;

const filters = (session: MqttSession, { properties }: KeptMessage): SpanGroup[] => {
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

const userProperties = ({ userProperties: all = {} }: MessageProperties): SpanGroup[] => {
  const each = Object.entries(all).flatMap(([name, values]) =>
    [values]
      .flat()
      .map((value) => [
        { text: 'user property ', style: palette.dim },
        { text: printable(name, longest), style: palette.topic },
        { text: ': ' },
        { text: printable(value, longest) },
      ]),
  );
  if (each.length <= mostUserProperties) return each;
  const more = `and ${count(each.length - mostUserProperties)} more user properties`;
  return [...each.slice(0, mostUserProperties), [{ text: more, style: palette.dim }]];
};

/** What a message carries beside its payload, a line each: the flags of the packet, then the properties of MQTT 5. */
export const propertyRows = (
  session: MqttSession,
  message: KeptMessage,
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
      [{ text: exactTime(message.receivedAt) }],
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
