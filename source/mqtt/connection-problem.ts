import {
  connackInWords,
  isCredentialRefusal,
  needsCorrection,
  packetTooLarge,
  qosNotSupported,
  reasonInWords,
  retainNotSupported,
} from './reason-codes.ts';
import { NotMqtt } from './frames.ts';
import type { Sent } from './requests.ts';
import { ProxyProblem } from './proxy-problem.ts';
import { certificateSentence, tlsSentence } from './tls-in-words.ts';

/** Why a connection could not be made or ended, and whether to retry automatically. */
export type ConnectionProblem = {
  /** One sentence without secrets, not yet `printable`: it may quote the broker. */
  readonly sentence: string;
  /** Whether the user must correct something first; then there is no automatic retry. */
  readonly final: boolean;
  /** Whether the user name or password was refused: then ask for them. */
  readonly credentials: boolean;
  /** The code of the broker's CONNACK, if it refused the connection. */
  readonly code?: number;
  /** Whether it is about this client, so that no other server helps. */
  readonly isOurs?: true;
};

/** There are no credentials to connect with; `message` says why in a sentence. */
export class NoCredentials extends Error {
  override name = 'NoCredentials';
}

/** What the broker says in addition to a reason code (MQTT 5, 3.2.2.3.9 and 3.2.2.3.16). */
export type Told = {
  readonly reasonString?: string | undefined;
  readonly serverReference?: string | undefined;
};

/** Characters kept of each of the broker's texts. */
const longestTold = 300;

const inBrokersWords = ({ reasonString, serverReference }: Told): string => {
  const words = [
    ...(serverReference ? [`names "${serverReference.slice(0, longestTold)}"`] : []),
    ...(reasonString ? [`says "${reasonString.slice(0, longestTold)}"`] : []),
  ];
  return words.length === 0 ? '' : `; the broker ${words.join(' and ')}`;
};

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing is listening there (connection refused)',
  ECONNRESET: 'the connection was reset',
  ECONNABORTED: 'the connection was aborted',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  EACCES: 'connecting there is not permitted',
  ENOENT: 'there is no such socket',
};

/** Errors that all mean the same to the user once a connection was up. */
const justLost = new Set<unknown>(['ECONNRESET', 'ECONNABORTED', 'EPIPE']);

const codeOf = (error: unknown): string | number | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
};

/** Whether the broker did not answer CONNECT. */
export const isConnackTimeout = (error: unknown): boolean =>
  error instanceof Error && /connack timeout/i.test(error.message);

/** Whether a connection ended because nothing was heard from the broker. */
export const isKeepAliveLoss = (error: unknown): boolean =>
  error instanceof Error && /keepalive timeout/i.test(error.message);

/** What may be wrong with a WebSocket's request, which a server has answered otherwise; `where` is its URL. */
const webSocketHint = (httpStatus: string, where: string): string => {
  if (httpStatus === '401' || httpStatus === '403')
    return "it may want a token or a cookie: give it with --ws-header 'Name: value'";
  return where.endsWith('/mqtt')
    ? 'check the path of --url; RabbitMQ has it at /ws'
    : `many brokers have it at the path /mqtt: try ${/^\w+:\/\/[^/]*/.exec(where)?.[0]}/mqtt`;
};

/** The broker, which has accepted connections before, closes them without an answer to CONNECT. */
export const noAnswerNow = (where: string): ConnectionProblem =>
  retryable(`${where} closes the connection without an answer at the moment.`);

/** Something closed the connection without an answer to CONNECT; `hasWill`: with a last will that the user asks for. */
export const noAnswer = (where: string, hasWill: boolean): ConnectionProblem => {
  const question = `is it a broker${hasWill ? ', and does it take the last will' : ''}?`;
  const hint = where.startsWith('ws') ? `${webSocketHint('', where)}.` : question;
  return retryable(`${where} closed the connection without an MQTT answer; ${hint}`);
};

/** A problem that may pass by itself. */
export const retryable = (sentence: string): ConnectionProblem => ({
  sentence,
  final: false,
  credentials: false,
});

/** Another program uses our client identifier, and the broker has said so (MQTT 5, 3.14.2.1). */
export const takenOver = (clientId: string): ConnectionProblem => ({
  sentence: `Another program has connected with the client identifier "${clientId}" and taken the session over. Choose another with -i.`,
  final: true,
  credentials: false,
  isOurs: true,
});

/** The same with MQTT 3.1.1, where the broker says nothing and just closes. */
export const keepsBeingClosed = (clientId: string): ConnectionProblem =>
  retryable(
    `The broker closes the connection each time soon after it is made, with nothing left to answer: another program may be using the client identifier "${clientId}". Choose another with -i.`,
  );

/** The broker closed the connection instead of answering this, again: once it may just have ended. */
export const hungUp = ({ packet, topic }: Sent): ConnectionProblem =>
  retryable(
    `The broker closed the connection after ${packet} "${topic}", without an answer, and did so before.`,
  );

/** What the user can do about a last will that is refused with one of these codes. */
const willWords: Readonly<Record<number, string>> = {
  [packetTooLarge]: 'The last will may be too long: shorten --will-payload.',
  [retainNotSupported]: 'The broker retains no last will: leave out --will-retain.',
  [qosNotSupported]: 'The broker takes no last will of this QoS: lower --will-qos.',
};

/** The same problem, where the broker refuses the last will that the user asks for. */
export const ofTheWill = (problem: ConnectionProblem, code: number): ConnectionProblem => ({
  ...problem,
  sentence: `${problem.sentence}. ${willWords[code]}`,
});

/** Describes a refusal by CONNACK (MQTT 5, 3.2.2.2; MQTT 3.1.1, 3.2.2.3). */
export const refusal = (code: number, told: Told = {}): ConnectionProblem => ({
  sentence: `Connection refused: ${connackInWords(code)}${inBrokersWords(told)}`,
  final: needsCorrection(code),
  credentials: isCredentialRefusal(code),
  code,
});

/** Describes an error of the network, of TLS or of the client library. `where` is host and port. */
export const connectionProblem = (
  error: unknown,
  where: string,
  told: Told = {},
): ConnectionProblem => {
  const code = codeOf(error);
  if (error instanceof Error && /alert no application protocol/.test(error.message))
    return {
      sentence: `${where} speaks none of the application protocols that --alpn offers: change it.`,
      final: true,
      credentials: false,
    };
  if (typeof code === 'number' && code > 0) return refusal(code, told);
  if (typeof code === 'string') {
    const certificate = certificateSentence(code);
    if (certificate !== undefined)
      return { sentence: certificate, final: true, credentials: false };
    const network = networkWords[code];
    if (network !== undefined) return retryable(`No connection to ${where}: ${network}.`);
    const tls = tlsSentence(code, where);
    if (tls !== undefined) return { sentence: tls, final: true, credentials: false };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NoCredentials)
    return { sentence: message, final: true, credentials: true, isOurs: true };
  if (error instanceof ProxyProblem) return retryable(message);
  const [, httpStatus] = /Unexpected server response: (\d{3})/.exec(message) ?? [];
  if (httpStatus !== undefined)
    return retryable(
      `${where} answered HTTP ${httpStatus}, not with a WebSocket: ${webSocketHint(httpStatus, where)}.`,
    );
  if (error instanceof NotMqtt || /header flag|cannot parse|malformed|invalid/i.test(message))
    return retryable(`${where} answers, but not in MQTT (${message}); is it a broker?`);
  if (isConnackTimeout(error))
    return retryable(`No connection to ${where}: connected, but no MQTT answer in time.`);
  if (isKeepAliveLoss(error))
    return retryable(`The connection to ${where} was lost: no answer within the keep alive time.`);
  return retryable(`No connection to ${where}: ${message}`);
};

/** Whether a connection ended without a reason given. */
export const isUnexplained = (code: number | undefined, error: unknown): boolean =>
  code === undefined && (error === undefined || justLost.has(codeOf(error)));

/** Describes the end of a connection that was up, with the code of the broker's DISCONNECT if it sent one. */
export const lossProblem = (
  code: number | undefined,
  told: Told,
  error: unknown,
  where: string,
): ConnectionProblem => {
  if (code !== undefined && code !== 0)
    return retryable(
      `The broker ended the connection: ${reasonInWords(code)}${inBrokersWords(told)}.`,
    );
  if (code === 0 || isUnexplained(code, error))
    return retryable(`The connection to ${where} was lost.`);
  const systemCode = codeOf(error);
  if (typeof systemCode === 'string' && tlsSentence(systemCode, where) !== undefined)
    return retryable(`The connection to ${where} was lost: TLS failed (${systemCode}).`);
  // What the client library itself finds wrong has a reason code or none, never a system's.
  const isBroken = error instanceof NotMqtt || typeof systemCode !== 'string';
  return isBroken && !isKeepAliveLoss(error)
    ? retryable(`The broker sent something that is not MQTT: ${(error as Error).message}.`)
    : // Once a connection was up, nothing is left for the user to correct.
      { ...connectionProblem(error, where), final: false };
};
