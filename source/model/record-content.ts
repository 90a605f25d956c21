import type { Message, QoS } from '../mqtt/message.ts';
import type { PublishFrame } from '../mqtt/publish-frame.ts';
import { encodeProperties } from './stored-properties.ts';

/** What the store records of a message. One object serves all of them, so that none has to be made. */
export class RecordContent {
  /** The payload is a part of these, from `start` to before `end`. */
  bytes: Uint8Array = new Uint8Array();
  start = 0;
  end = 0;
  qos: QoS = 0;
  retain = false;
  /** When it was received, ms since the epoch. */
  receivedAt = 0;
  /** The subscription identifier, if it is a single one, else 0: Mosquitto sends one with every message. */
  subscriptionIdentifier = 0;
  /** All properties, encoded, if there are others than that. */
  properties: Buffer | undefined;

  ofMessage({ payload, qos, retain, receivedAt, properties }: Message): this {
    this.bytes = payload;
    this.start = 0;
    this.end = payload.length;
    this.qos = qos;
    this.retain = retain;
    this.receivedAt = receivedAt;
    const identifier = properties?.subscriptionIdentifier;
    this.subscriptionIdentifier = typeof identifier === 'number' ? identifier : 0;
    this.properties = properties === undefined ? undefined : encodeProperties(properties);
    return this;
  }

  ofFrame(frame: PublishFrame): this {
    this.bytes = frame.bytes;
    this.start = frame.payloadStart;
    this.end = frame.payloadEnd;
    this.qos = 0;
    this.retain = frame.retain;
    this.receivedAt = frame.receivedAt;
    const { subscriptionIdentifier } = frame;
    const isSingle = typeof subscriptionIdentifier !== 'object';
    this.subscriptionIdentifier = isSingle ? (subscriptionIdentifier ?? 0) : 0;
    this.properties = isSingle ? undefined : encodeProperties({ subscriptionIdentifier });
    return this;
  }
}
