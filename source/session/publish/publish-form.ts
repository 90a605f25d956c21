import type { MessageProperties, QoS } from '../../mqtt/message.ts';

/** How the payload of a form is entered. */
export const payloadFormats = ['text', 'hex', 'base64', 'file'] as const;

/** One of `payloadFormats`. */
export type PayloadFormat = (typeof payloadFormats)[number];

/** How long to wait for an answer, s; 0 if none is expected. */
export const answerTimes = [0, 10, 60] as const;

/** One of `answerTimes`. */
export type AnswerTime = (typeof answerTimes)[number];

/** Everything in the publish editor, as it was typed. Templates store it as JSON. */
export type PublishForm = {
  readonly topic: string;
  readonly format: PayloadFormat;
  /** Text, hex digits or base64; unused if the format is `file`. */
  readonly payload: string;
  /** The path of the file with the payload. */
  readonly path: string;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly answerWithin: AnswerTime;
  /** Seconds between two publishes; empty to publish once. */
  readonly every: string;
  readonly contentType: string;
  readonly responseTopic: string;
  /** Text, or bytes as `0x01ff`. */
  readonly correlationData: string;
  /** Seconds. */
  readonly expiry: string;
  /** `name=value`, one per line. */
  readonly userProperties: string;
  /** The payload format indicator (MQTT 5, 3.3.2.3.2). */
  readonly isUtf8: boolean;
};

/** The members of a form that hold typed text. */
export type TextMember = Exclude<
  keyof PublishForm,
  'format' | 'qos' | 'retain' | 'answerWithin' | 'isUtf8'
>;

/** A form with nothing but a topic. */
export const emptyForm = (topic: string): PublishForm => ({
  topic,
  format: 'text',
  payload: '',
  path: '',
  qos: 0,
  retain: false,
  answerWithin: 0,
  every: '',
  contentType: '',
  responseTopic: '',
  correlationData: '',
  expiry: '',
  userProperties: '',
  isUtf8: false,
});

/** A message to publish. */
export type OutgoingMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  /** MQTT 5 only; left out before. */
  readonly properties?: MessageProperties;
};

/** What is wrong with a form, in one sentence, and in which member. */
export type FormProblem = { readonly member: keyof PublishForm; readonly problem: string };
