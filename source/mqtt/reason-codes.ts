/** Where a code came from: the same number means something else in an MQTT 3.1.1 CONNACK. */
type ReasonCode = { readonly code: number; readonly words: string };

/** CONNACK return codes of MQTT 3.1 and 3.1.1 (MQTT 3.1.1, 3.2.2.3). */
export const connackReturnCodes: readonly ReasonCode[] = [
  { code: 1, words: 'unacceptable protocol version' },
  { code: 2, words: 'client identifier rejected' },
  { code: 3, words: 'server unavailable' },
  { code: 4, words: 'bad user name or password' },
  { code: 5, words: 'not authorized' },
];

/** The reason codes of MQTT 5 that report a failure or a disconnect (MQTT 5, 2.4); 128 is also 3.1.1's SUBACK failure. */
export const reasonCodes: readonly ReasonCode[] = [
  { code: 0, words: 'success' },
  { code: 4, words: 'disconnected with will message' },
  { code: 16, words: 'no matching subscribers' },
  { code: 17, words: 'no subscription existed' },
  { code: 128, words: 'unspecified error' },
  { code: 129, words: 'malformed packet' },
  { code: 130, words: 'protocol error' },
  { code: 131, words: 'implementation specific error' },
  { code: 132, words: 'unsupported protocol version' },
  { code: 133, words: 'client identifier not valid' },
  { code: 134, words: 'bad user name or password' },
  { code: 135, words: 'not authorized' },
  { code: 136, words: 'server unavailable' },
  { code: 137, words: 'server busy' },
  { code: 138, words: 'banned' },
  { code: 139, words: 'server shutting down' },
  { code: 140, words: 'bad authentication method' },
  { code: 141, words: 'keep alive timeout' },
  { code: 142, words: 'session taken over' },
  { code: 143, words: 'topic filter invalid' },
  { code: 144, words: 'topic name invalid' },
  { code: 145, words: 'packet identifier in use' },
  { code: 146, words: 'packet identifier not found' },
  { code: 147, words: 'receive maximum exceeded' },
  { code: 148, words: 'topic alias invalid' },
  { code: 149, words: 'packet too large' },
  { code: 150, words: 'message rate too high' },
  { code: 151, words: 'quota exceeded' },
  { code: 152, words: 'administrative action' },
  { code: 153, words: 'payload format invalid' },
  { code: 154, words: 'retain not supported' },
  { code: 155, words: 'QoS not supported' },
  { code: 156, words: 'use another server' },
  { code: 157, words: 'server moved' },
  { code: 158, words: 'shared subscriptions not supported' },
  { code: 159, words: 'connection rate exceeded' },
  { code: 160, words: 'maximum connect time' },
  { code: 161, words: 'subscription identifiers not supported' },
  { code: 162, words: 'wildcard subscriptions not supported' },
];

/** Whether a reason code refuses or reports a failure (MQTT 5, 2.4). */
export const isRefusalCode = (code: number): boolean => code >= 128;

const inWords = (table: readonly ReasonCode[], code: number): string =>
  `${table.find((row) => row.code === code)?.words ?? 'unknown reason'} (${code})`;

/** A reason code in words with its number, such as "not authorized (135)". */
export const reasonInWords = (code: number): string => inWords(reasonCodes, code);

/** A CONNACK's code in words with its number; codes under 128 are return codes of MQTT 3.1 and 3.1.1. */
export const connackInWords = (code: number): string =>
  inWords(code < 128 ? connackReturnCodes : reasonCodes, code);

/** Codes that mean that the broker does not support the protocol version: another one may work. */
export const isVersionRefusal = (code: number): boolean => code === 1 || code === 132;

/** Codes after which the user must change something (credentials, identifier, address) before another attempt can succeed. */
export const needsCorrection = (code: number): boolean =>
  [1, 2, 4, 5, 132, 133, 134, 135, 138, 140, 144, 149, 153, 154, 155, 157].includes(code);

/** Codes that refuse the user name and password, or what they may do. */
export const isCredentialRefusal = (code: number): boolean => [4, 5, 134, 135].includes(code);

/** The packet is too large, retain or the QoS is not supported: in CONNACK also said of a will (MQTT 5, 3.2.2.2). */
export const packetTooLarge = 149;
export const retainNotSupported = 154;
export const qosNotSupported = 155;

/** Whether a CONNACK refuses what the last will asks for, or a CONNECT that may be too large because of it. */
export const isWillRefusal = (code: unknown): code is number =>
  code === packetTooLarge || code === retainNotSupported || code === qosNotSupported;

/** Codes of DISCONNECT that may be about the packet before: the broker does not take it, or not from us. */
export const isAboutPacket = (code: number): boolean =>
  [128, 129, 130, 131, 135, 143, 144, 149, 153].includes(code);

/** Another client with our client identifier has taken the session over (MQTT 5, 3.14.2.1). */
export const sessionTakenOver = 142;
