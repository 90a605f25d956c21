/** The delivery state of a sentence of ours. */
export type DeliveryState =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending' }
  | { readonly state: 'acknowledged' }
  /** Sent with QoS 0, which nothing acknowledges. */
  | { readonly state: 'sent' }
  /** Acknowledged, but the broker does not deliver it. */
  | { readonly state: 'unheard' }
  | { readonly state: 'failed'; readonly reason: string };

/** Whether the broker has a sentence of ours, as far as it can be known. */
export const isOut = ({ state }: DeliveryState): boolean =>
  state === 'acknowledged' || state === 'sent';

/** One entry of a conversation. All texts are as received: hostile until `printable`. */
export type RoomLine = SaidLine | RawLine | EventLine;

/** A chat line, ours or another's. */
export type SaidLine = {
  readonly kind: 'said';
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
  /** Whether it mentions the user, or a highlighted word. */
  readonly isMention?: true;
  /** Set if the sender may be somebody else: `≠`, `?`, or a short part of the client identifier. */
  readonly senderMark?: string;
  /** The key that has signed it, if one has. */
  readonly signer?: string;
  /** When it was received, ms since the epoch. */
  readonly at: number;
  /** When it was sent, by the sender's clock, if that is long before it was received: it may be a repetition. */
  readonly saidAt?: number;
  /** Set on our own lines; changes as they are delivered. */
  delivery?: DeliveryState;
  /** Its row in the history; `undefined` until it is stored. */
  row?: number;
};

/** A payload on the room's topic that is not a chat message. */
export type RawLine = {
  readonly kind: 'raw';
  readonly payload: Uint8Array;
  readonly size: number;
  readonly at: number;
  /** Its row in the history; `undefined` until it is stored. */
  row?: number;
};

/** An event: someone came or left, a command's answer, a watch's report. */
export type EventLine = {
  readonly kind: 'event';
  readonly text: string;
  readonly at: number;
  /** Whether the user has asked to be notified of it. */
  readonly isMention?: true;
};
