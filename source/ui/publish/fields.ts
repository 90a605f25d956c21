import { duration } from '../../format/duration.ts';
import {
  answerTimes,
  payloadFormats,
  type PublishForm,
  type TextMember,
} from '../../session/publish/publish-form.ts';

type Choices = {
  /** The choice as it is shown. */
  readonly value: (form: PublishForm) => string;
  /** The form with the next (`by` 1) or previous (-1) choice. */
  readonly step: (form: PublishForm, by: 1 | -1) => PublishForm;
};

/** A field of the publish editor. */
export type PublishField = {
  readonly label: string;
  /** Help for the field, shown while it is active. */
  readonly about: string | ((form: PublishForm) => string);
  /** The member that holds its text; absent if it is a choice. */
  readonly member?: (form: PublishForm) => TextMember;
  readonly isMultiLine?: boolean;
  readonly choices?: Choices;
  /** The most cells that its text takes. */
  readonly width?: number;
  /** It is an MQTT 5 property, folded away until it is wanted. */
  readonly isNew?: boolean;
};

const next = <Value>(values: readonly Value[], value: Value, by: 1 | -1): Value =>
  values[(values.indexOf(value) + by + values.length) % values.length] ?? value;

/** What a text may contain. */
const placeholders = '{{n}} {{now}} {{random 1 10}}';

const aboutPayload: Readonly<Record<PublishForm['format'], string>> = {
  text: `${placeholders} are filled in`,
  hex: 'the bytes to publish, as hexadecimal digits',
  base64: 'the bytes to publish, in base64',
  file: 'the path of a file, published byte by byte',
};

const yesNo = (isOn: boolean): string => (isOn ? 'yes' : 'no');

/** Every field; drawing and the keys read these rows. */
const publishFields = {
  topic: {
    label: 'Topic',
    about: 'a topic name; the tree knows those that were seen',
    member: () => 'topic',
  },
  payload: {
    label: 'Payload',
    about: ({ format }) => aboutPayload[format],
    member: ({ format }) => (format === 'file' ? 'path' : 'payload'),
    isMultiLine: true,
  },
  format: {
    label: 'Format',
    about: 'how the payload is written here: text, hex, base64, or the path of a file',
    choices: {
      value: ({ format }) => format,
      step: (form, by) => ({ ...form, format: next(payloadFormats, form.format, by) }),
    },
  },
  qos: {
    label: 'QoS',
    about: '0 at most once, 1 at least once, 2 exactly once',
    choices: {
      value: ({ qos }) => String(qos),
      step: (form, by) => ({ ...form, qos: next([0, 1, 2] as const, form.qos, by) }),
    },
  },
  retain: {
    label: 'Retain',
    about: 'the broker keeps it for later subscribers; an empty payload clears it',
    choices: {
      value: ({ retain }) => yesNo(retain),
      step: (form) => ({ ...form, retain: !form.retain }),
    },
  },
  answer: {
    label: 'Await answer',
    about: 'listens on the response topic, or on one of its own if there is none',
    choices: {
      value: ({ answerWithin }) =>
        answerWithin === 0 ? 'no' : `within ${duration(answerWithin * 1000)}`,
      step: (form, by) => ({ ...form, answerWithin: next(answerTimes, form.answerWithin, by) }),
    },
  },
  every: {
    label: 'Every (s)',
    about: `publishes repeatedly, ${placeholders} filled in each time`,
    member: () => 'every',
    width: 12,
  },
  more: {
    label: 'More',
    about: 'content type, response topic, correlation data, expiry, user properties',
  },
  contentType: {
    label: 'Content type',
    about: 'what the payload is, such as application/json',
    member: () => 'contentType',
    isNew: true,
  },
  responseTopic: {
    label: 'Response topic',
    about: 'where an answer goes',
    member: () => 'responseTopic',
    isNew: true,
  },
  correlation: {
    label: 'Correlation data',
    about: 'what an answer refers to: text, or bytes such as 0x01ff',
    member: () => 'correlationData',
    isNew: true,
  },
  expiry: {
    label: 'Expires after (s)',
    about: 'how long the broker keeps the message',
    member: () => 'expiry',
    width: 12,
    isNew: true,
  },
  utf8: {
    label: 'UTF-8 text',
    about: 'the payload format indicator: the payload is text',
    choices: {
      value: ({ isUtf8 }) => yesNo(isUtf8),
      step: (form) => ({ ...form, isUtf8: !form.isUtf8 }),
    },
    isNew: true,
  },
  userProperties: {
    label: 'User properties',
    about: 'name=value, one per line',
    member: () => 'userProperties',
    isMultiLine: true,
    isNew: true,
  },
} as const satisfies Record<string, PublishField>;

/** The name of a field. */
export type FieldName = keyof typeof publishFields;

/** A field by name. */
export const fieldOf = (name: FieldName): PublishField => publishFields[name];

const plainRows: readonly (readonly FieldName[])[] = [
  ['topic'],
  ['payload'],
  ['format', 'qos', 'retain'],
  ['answer', 'every'],
  ['more'],
];

const propertyRows: readonly (readonly FieldName[])[] = [
  ['contentType'],
  ['responseTopic'],
  ['correlation'],
  ['expiry', 'utf8'],
  ['userProperties'],
];

/** The fields in Tab order, with the MQTT 5 properties if they are unfolded; those of a row go side by side if there is room. */
export const fieldRows = (isUnfolded: boolean): readonly (readonly FieldName[])[] =>
  isUnfolded ? [...plainRows, ...propertyRows] : plainRows;

/** How many MQTT 5 properties a form sets. */
export const propertiesSet = (form: PublishForm): number =>
  propertyRows.flat().filter((name) => {
    const { member } = fieldOf(name);
    return member === undefined ? form.isUtf8 : form[member(form)] !== '';
  }).length;

/** The field that holds an invalid member. */
export const fieldWith = (member: keyof PublishForm): FieldName => {
  switch (member) {
    case 'path':
      return 'payload';
    case 'answerWithin':
      return 'answer';
    case 'correlationData':
      return 'correlation';
    case 'isUtf8':
      return 'utf8';
    case 'topic':
    case 'payload':
    case 'format':
    case 'qos':
    case 'retain':
    case 'every':
    case 'contentType':
    case 'responseTopic':
    case 'expiry':
    case 'userProperties':
      return member;
  }
};
