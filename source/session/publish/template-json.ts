import {
  answerTimes,
  emptyForm,
  payloadFormats,
  type PublishForm,
  type TextMember,
} from './publish-form.ts';

/** A form saved under a name. */
export type Template = { readonly name: string; readonly form: PublishForm };

/** The longest name, in UTF-16 units. */
export const longestName = 60;

/** The most templates. */
export const mostTemplates = 200;

const texts: readonly TextMember[] = [
  'topic',
  'payload',
  'path',
  'every',
  'contentType',
  'responseTopic',
  'correlationData',
  'expiry',
  'userProperties',
];

/** The value, if it is one of `values`, or else the first of them. */
const oneOf = <Value>(values: readonly [Value, ...Value[]], value: unknown): Value =>
  values.find((one) => one === value) ?? values[0];

const formOf = (found: Readonly<Record<string, unknown>>): PublishForm => ({
  ...emptyForm(''),
  ...Object.fromEntries(
    texts.flatMap((member) => (typeof found[member] === 'string' ? [[member, found[member]]] : [])),
  ),
  format: oneOf(payloadFormats, found['format']),
  qos: oneOf([0, 1, 2], found['qos']),
  retain: found['retain'] === true,
  answerWithin: oneOf(answerTimes, found['answerWithin']),
  isUtf8: found['isUtf8'] === true,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a templates file; throws if it is not one. Members of the wrong type are ignored. */
export const decodeTemplates = (text: string): Template[] => {
  const found: unknown = JSON.parse(text);
  if (!isRecord(found) || !Array.isArray(found['templates'])) throw new Error('no templates');
  return (found['templates'] as unknown[])
    .flatMap((one): Template[] =>
      isRecord(one) && typeof one['name'] === 'string' && isRecord(one['form'])
        ? [{ name: one['name'].slice(0, longestName), form: formOf(one['form']) }]
        : [],
    )
    .slice(0, mostTemplates);
};

/** The text of a templates file. */
export const encodeTemplates = (templates: readonly Template[]): string =>
  `${JSON.stringify({ templates }, undefined, 2)}\n`;
