/** A key as it is stored. */
export type StoredKey = {
  /** As `Identity.key`. */
  readonly key: string;
  /** The nick as it was written. */
  readonly user: string;
  /** Whether its lines need no mark: it was the first under this nick, or the user has said yes to it. */
  readonly isAccepted: boolean;
  /** Whether the user has compared its fingerprint. */
  readonly isVerified: boolean;
  /** When it was first heard, ms since the epoch. */
  readonly since: number;
};

/** A key that has spoken under a nick. */
export type KnownKey = StoredKey & {
  /** Whether it ends with the run of its owner: then it is neither stored nor taken on trust. */
  readonly isTemporary: boolean;
  /** Whether it may be stored: what was heard in private rooms alone may not. */
  readonly isStored: boolean;
  /** When it was last heard in this run, ms since the epoch. */
  readonly heardAt?: number;
  /** Grows with all that is heard: two may be heard in one ms. */
  readonly turn?: number;
};

/** What has happened to a key: `evicted` makes room for another, `forgotten` is the user's wish. */
export type KeyChange = 'changed' | 'heard' | 'evicted' | 'forgotten';

/** How a signer stands to a nick. */
export type Standing =
  /** No key is known for the nick; this one is taken on trust if there is one. */
  | 'new'
  | 'known'
  /** The nick has other keys, or the signature is wrong. */
  | 'other'
  /** Nothing is signed, and it should be: the nick has a key, or it is only a repetition. */
  | 'missing';
