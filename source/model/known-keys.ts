import type { Signer } from '../chat/signed-line.ts';
import { outline } from './confusable-names.ts';

/** A key that has spoken under a nick. */
export type KnownKey = {
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

/** How a signer stands to a nick. */
export type Standing =
  /** No key is known for the nick; this one is taken on trust if there is one. */
  | 'new'
  | 'known'
  /** The nick has other keys, or the signature is wrong. */
  | 'other'
  /** Nothing is signed, and it should be: the nick has a key, or it is only a repetition. */
  | 'missing';

/** The most keys for one nick, and for all together: a stranger can invent any number. */
const limits = { ofNick: 8, all: 2000 };

/**
 * The keys that people have signed with, by nick; names that are easily mistaken for one another count as
 * one. The first key under a nick is taken on trust, further ones after a yes.
 */
export class KnownKeys {
  /** Our own key: known for our nick. */
  own: { readonly key: string; readonly isUs: (user: string) => boolean } | undefined;
  /** Called when a key is added or changed, and with `isGone` when it is forgotten. */
  onChange: ((known: KnownKey, isGone: boolean) => void) | undefined;
  /** Each nick's keys by `outline`; the nick heard longest ago comes first. */
  readonly #nicks = new Map<string, KnownKey[]>();
  #count = 0;

  /** The keys of a nick, in the order in which they were first heard. */
  of(user: string): readonly KnownKey[] {
    return this.#nicks.get(outline(user)) ?? [];
  }

  /** The nicks of keys that were verified. */
  isVerified(user: string, key: string | undefined): boolean {
    return this.of(user).some((known) => known.key === key && known.isVerified);
  }

  /** How the signer of a line stands to the nick in it. */
  standing(user: string, signer: Signer): Standing {
    if (signer.kind === 'invalid') return 'other';
    if (signer.kind === 'hearsay') return 'missing';
    const accepted = this.of(user).filter(({ isAccepted }) => isAccepted);
    const keys = accepted.map(({ key }) => key);
    if (this.own?.isUs(user) === true) keys.push(this.own.key);
    if (keys.length === 0) return 'new';
    if (signer.kind !== 'key') return 'missing';
    return keys.includes(signer.key) ? 'known' : 'other';
  }

  /** Whether a key is accepted for any nick. */
  hasAccepted(key: string): boolean {
    for (const keys of this.#nicks.values())
      if (keys.some((known) => known.key === key && known.isAccepted)) return true;
    return false;
  }

  /** Somebody has spoken: remembers the key, unless it is gone after the run. */
  heard(user: string, signer: Signer, at: number): void {
    if (signer.kind !== 'key' || signer.isTemporary || signer.key === this.own?.key) return;
    const { key } = signer;
    const isKnown = this.of(user).some((known) => known.key === key);
    const isAccepted = this.standing(user, signer) === 'new';
    if (isKnown) this.#renew(outline(user));
    else this.#set({ key, user, isAccepted, isVerified: false, since: at });
  }

  /** The user has said yes to a key, and with `isVerified` has compared its fingerprint. */
  accept(user: string, key: string, isVerified: boolean): void {
    const known = this.of(user).find((each) => each.key === key);
    if (known !== undefined)
      this.#set({ ...known, isAccepted: true, isVerified: known.isVerified || isVerified });
  }

  /** Adds the keys of earlier runs, those heard longest ago first. */
  restore(keys: Iterable<KnownKey>): void {
    for (const known of keys) this.#add(known);
  }

  #set(known: KnownKey): void {
    this.#add(known);
    if (this.of(known.user).some(({ key }) => key === known.key)) this.onChange?.(known, false);
  }

  #add(known: KnownKey): void {
    const nick = outline(known.user);
    const keys = this.of(known.user);
    const index = keys.findIndex(({ key }) => key === known.key);
    if (index === -1) {
      this.#makeRoom(nick);
      if (this.of(known.user).length >= limits.ofNick || this.#count >= limits.all) return;
      this.#count += 1;
      this.#nicks.set(nick, [...this.of(known.user), known]);
    } else this.#nicks.set(nick, keys.with(index, known));
    this.#renew(nick);
  }

  #renew(nick: string): void {
    const keys = this.#nicks.get(nick);
    if (keys === undefined) return;
    this.#nicks.delete(nick);
    this.#nicks.set(nick, keys);
  }

  /** Makes room for one more key of a nick; keys that were verified stay. */
  #makeRoom(nick: string): void {
    const keys = this.#nicks.get(nick) ?? [];
    if (keys.length >= limits.ofNick) {
      const spare = keys.find(({ isAccepted }) => !isAccepted) ?? keys.find(isSpare);
      if (spare !== undefined) this.#forget(spare);
    }
    if (this.#count < limits.all) return;
    for (const others of this.#nicks.values()) {
      const spare = others.find(isSpare);
      if (spare === undefined) continue;
      this.#forget(spare);
      return;
    }
  }

  #forget(known: KnownKey): void {
    const nick = outline(known.user);
    const left = this.of(known.user).filter(({ key }) => key !== known.key);
    if (left.length === 0) this.#nicks.delete(nick);
    else this.#nicks.set(nick, left);
    this.#count -= 1;
    this.onChange?.(known, true);
  }
}

const isSpare = ({ isVerified }: KnownKey): boolean => !isVerified;
