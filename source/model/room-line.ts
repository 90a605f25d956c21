/** How far a sentence of ours has come. */
export type DeliveryState =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending' }
  | { readonly state: 'acknowledged' }
  | { readonly state: 'failed'; readonly reason: string };

/** One entry of a conversation. All texts are as received: hostile until `printable`. */
export type RoomLine = SaidLine | RawLine | EventLine;

/** A sentence, ours or another's. */
export type SaidLine = {
  readonly kind: 'said';
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
  /** Mentions the reader, or a word they highlight. */
  readonly isMention?: true;
  /** Set where the name could be confused with another: a short part of the client identifier, or `?`. */
  readonly senderMark?: string;
  /** By our clock, ms since the epoch. */
  readonly at: number;
  /** Set on what we said ourselves; changes as it is delivered. */
  delivery?: DeliveryState;
  /** Its number in the history, which grows; `undefined` until it is stored. */
  row?: number;
};

/** Something on the room's topic that is no chat message. */
export type RawLine = {
  readonly kind: 'raw';
  readonly payload: Uint8Array;
  readonly size: number;
  readonly at: number;
  /** Its number in the history, as that of a sentence. */
  row?: number;
};

/** Something that happened: who came and went, what a command answers, what a watch has seen. */
export type EventLine = {
  readonly kind: 'event';
  readonly text: string;
  readonly at: number;
  /** The person asked to hear about it. */
  readonly isMention?: true;
};
