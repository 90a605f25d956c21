import type { MessageProperties, QoS } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8 } from '../../payload/utf8.ts';
import { correlationText, formProperties, userPropertiesText } from './form-properties.ts';
import { hasPlaceholders } from './placeholders.ts';
import {
  emptyForm,
  type FormProblem,
  type OutgoingMessage,
  type PublishForm,
} from './publish-form.ts';
import { repeatTime } from './repeats.ts';

/** The longest payload of a PUBLISH packet, bytes (MQTT 5, 2.1.4). */
const longestPayload = 268_435_455 - 65_535 - 20;

/** The payload of a form as bytes, or what is wrong with it. `file` holds the bytes of the form's file. */
export const formPayload = (
  { format, payload }: PublishForm,
  file: Buffer | undefined,
): Buffer | string => {
  switch (format) {
    case 'text':
      return Buffer.from(payload);
    case 'hex': {
      const digits = payload.replace(/^\s*0x/i, '').replaceAll(/[\s:]+/g, '');
      return /^(?:[\da-f]{2})*$/i.test(digits)
        ? Buffer.from(digits, 'hex')
        : 'A hex payload has two digits, 0 to 9 and a to f, for each byte.';
    }
    case 'base64': {
      const letters = payload.replaceAll(/\s+/g, '');
      return /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/.test(letters)
        ? Buffer.from(letters, 'base64')
        : 'The payload is not base64: letters, digits, + and /, in groups of four.';
    }
    case 'file':
      return file ?? 'Which file is the payload? Type its path.';
  }
};

/** The message of a form, or what is wrong with it. */
export const formMessage = (
  form: PublishForm,
  file: Buffer | undefined,
): OutgoingMessage | FormProblem => {
  const { topic, qos, retain, isUtf8 } = form;
  const name = topicNameProblem(topic);
  if (name !== undefined) return { member: 'topic', problem: name };
  const payload = formPayload(form, file);
  if (typeof payload === 'string')
    return { member: form.format === 'file' ? 'path' : 'payload', problem: payload };
  if (payload.length > longestPayload)
    return { member: 'payload', problem: `A payload has at most ${longestPayload} bytes.` };
  if (isUtf8 && utf8(payload) === undefined)
    return {
      member: 'isUtf8',
      problem: 'The payload is not UTF-8 and must not be marked as UTF-8.',
    };
  const read = formProperties(form);
  if ('problem' in read) return read;
  const every = repeatTime(form.every);
  if (typeof every === 'string') return { member: 'every', problem: every };
  const { properties } = read;
  return { topic, payload, qos, retain, ...(properties === undefined ? {} : { properties }) };
};

/**
 * A payload as text, if the form reproduces it byte for byte and a person can edit it; otherwise as hex,
 * also if it contains what would be taken for placeholders.
 */
const payloadMembers = (payload: Uint8Array): Pick<PublishForm, 'format' | 'payload'> => {
  const text = utf8(payload);
  if (text !== undefined && looksLikeText(text) && !hasPlaceholders(text))
    return { format: 'text', payload: text };
  const digits = Buffer.from(payload).toString('hex');
  return { format: 'hex', payload: digits.replaceAll(/(..)(?=.)/g, '$1 ') };
};

/** A form for a received message: publishing it sends the same message again, byte for byte. */
export const messageForm = (message: {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties?: MessageProperties | undefined;
}): PublishForm => {
  const { topic, payload, qos, retain, properties = {} } = message;
  return {
    ...emptyForm(topic),
    ...payloadMembers(payload),
    qos,
    retain,
    contentType: properties.contentType ?? '',
    responseTopic: properties.responseTopic ?? '',
    correlationData:
      properties.correlationData === undefined ? '' : correlationText(properties.correlationData),
    expiry: String(properties.messageExpiryInterval ?? ''),
    userProperties: userPropertiesText(properties.userProperties ?? []),
    isUtf8: properties.payloadFormatIndicator === true,
  };
};
