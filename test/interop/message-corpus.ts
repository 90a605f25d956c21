import * as fc from 'fast-check';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import type { PublishOptions } from '../../source/mqtt/request-options.ts';

/** A message to publish. */
export type CorpusMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly options: PublishOptions;
};

/** Payloads on which readers have stumbled, as text. */
const oddTexts = [
  // Mosquitto prints no line for an empty payload, or "(null)".
  '',
  ' ',
  '\n',
  '\r\n',
  'line\nbreak',
  'line\r\nbreak\r',
  'tab\there',
  '\0',
  'a\0b',
  '\ufeff',
  '\ufeff21.5',
  '\ufeff{"a":1}',
  '\u001b[31mred\u001b[0m\u0007\b\f\v\u007f\u0085\u009b',
  '\u2028\u2029\u202e\u200d\u00ad',
  'héllo wörld',
  'e\u0301',
  '你好，世界',
  'ｗｉｄｅ　한국어',
  '👩‍👩‍👧👍🏽🇨🇭',
  '\ufffd\uffff\u{10ffff}',
  '$SYS %p %% %t $HOME `id` $(id)',
  String.raw`\n \t \0 \x1f \\ C:\new`,
  '"quoted" \'and\' <b>&amp;',
  '@Y @@ @',
  '0',
  '-0',
  '0.10',
  '1e400',
  '18446744073709551616',
  '0x1F',
  'true',
  'null',
  '"text"',
  '"\\u00e9\\ud83d\\ude00\\/"',
  '[]',
  '{}',
  '{"a":1,"a":2,"b":{"a":3}}',
  '{"2":"two","1":"one","b":0}',
  '[-0.0,1e400,1.0,1E+2,0.1e-7,1724442618569203714,9007199254740993]',
  ' { "a" : [ 1 ,\t2 ] }\r\n',
  '{"a":"\\u0000\\n\\t\\"\\\\"}',
  '{"broken":',
  '{"a":1} trailing',
  '[1,]',
  "{'a':1}",
  'NaN',
  'x'.repeat(5000),
  '[['.repeat(500),
];

/** Payloads that are no UTF-8. */
const oddBytes = [
  [0xff],
  [0x80, 0x81],
  [0xc3],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0x00, 0x01, 0xfe, 0xff],
  [0x22, 0xff, 0x22],
  [0x61, 0xc3, 0x28, 0x62],
  Array.from({ length: 256 }, (_, byte) => byte),
];

/** Topic names that a broker takes, below one level. */
const oddTopics = [
  'plain',
  'with blank',
  ' ',
  '/',
  '//',
  'ö/你好',
  '👍🏽',
  '%t%p%%',
  String.raw`back\slash\n`,
  '@Y@@',
  '"quoted"',
  '$dollar',
  'e\u0301\u202e\ufeff',
  'x'.repeat(300),
];

/** Text that brokers take in properties: no control characters, no noncharacters. */
const propertyText = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('a', 'b', ':', '=', ' ', '"', '\\', '%', '@', 'é', '你', '👍🏽', '\ufeff'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  })
  .filter((text) => text.isWellFormed() && !/[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(text));

const properties: fc.Arbitrary<MessageProperties> = fc.record(
  {
    payloadFormatIndicator: fc.boolean(),
    contentType: propertyText,
    responseTopic: fc.constantFrom('re/ply', 'ö/你', 'with blank', '%t@Y'),
    correlationData: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    userProperties: fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom('b', 'a', '2', '1', '__proto__', ''), propertyText),
        propertyText,
      ),
      { minLength: 1, maxLength: 5 },
    ),
  },
  { requiredKeys: [] },
);

const payload: fc.Arbitrary<Buffer> = fc
  .oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
    fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)),
    fc.double().map((number) => Buffer.from(String(number))),
    fc.constantFrom(...oddTexts).map((text) => Buffer.from(text)),
  )
  .map((bytes) => Buffer.from(bytes));

type Content = Omit<CorpusMessage, 'options'> & { readonly properties: MessageProperties };

const generated: fc.Arbitrary<Content> = fc.record({
  topic: fc.constantFrom(...oddTopics).map((topic) => `corpus/${topic}`),
  payload,
  properties,
});

/** How many messages are generated besides those that were picked. */
const many = 300;

const picked: readonly Content[] = [
  ...oddTexts.map((text) => Buffer.from(text)),
  ...oddBytes.map((bytes) => Buffer.from(bytes)),
].map((bytes) => ({ topic: 'corpus/picked', payload: bytes, properties: {} }));

/** One retained message for each topic name, to be published before anybody subscribes. */
export const retainedCorpus: readonly CorpusMessage[] = oddTopics.map((topic, index) => ({
  topic: `corpus/${topic}`,
  payload: Buffer.from(`retained ${index}`),
  options: { qos: index % 2 === 0 ? 0 : 1, retain: true },
}));

/**
 * Messages of all kinds, the same in each run, in the order in which they are to be published: QoS 2
 * comes last, since its messages are handed on when they are released, after later ones with another
 * QoS. Only QoS 0 expires: others may wait, and lose a second of their time, for one client alone.
 */
export const liveCorpus: readonly CorpusMessage[] = [
  ...picked,
  ...fc.sample(generated, { numRuns: many, seed: 17 }),
]
  .map((content, index) => ({ ...content, index, qos: ([0, 1, 0, 2] as const)[index % 4] ?? 0 }))
  .toSorted((one, other) => one.qos - other.qos)
  .map(({ topic, payload: bytes, properties: given, index, qos }) => ({
    topic,
    payload: bytes,
    options: {
      qos,
      retain: index % 5 === 0,
      properties: {
        ...given,
        ...(qos === 0 && index % 3 === 0 ? { messageExpiryInterval: 1000 + index } : {}),
      },
    },
  }));
