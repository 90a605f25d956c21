import type { Signer } from '../chat/signed-line.ts';
import { BoundedMap } from '../collections/bounded-map.ts';
import { outline } from './confusable-names.ts';
import type { KeyChange, KnownKey, Standing, StoredKey } from './known-key.ts';

/** The most keys for one nick, and for all together: a stranger can invent any number. */
const limits = { ofNick: 8, ofAll: 2000, unsigned: 1000 };

/** Who has been known for less than this, ms, counts less than those of earlier runs. */
const briefly = 3600 * 1000;

/** For how long a key has been heard, ms. */
const acquaintance = (known: KnownKey | undefined): number =>
  known?.heardAt === undefined ? Number.POSITIVE_INFINITY : known.heardAt - known.since;

/** No outline contains a control character. */
const idOf = ({ user, key }: Pick<KnownKey, 'user' | 'key'>): string => `${outline(user)}\n${key}`;

/**
 * The keys that people have signed with, by nick; names that are easily mistaken for one another count as
 * one. The first key under a nick is taken on trust, further ones after a yes. When there are too many,
 * those not accepted go first, then the ones known for less than an hour, the shortest time first. Where
 * all have been known for longer, those heard in this run go while they are more than half, else those
 * not heard, longest ago first. Those verified stay. So a stranger with any number of keys pushes out
 * nobody who has been here for an hour, nor, within one run, anybody of an earlier one.
 */
export class KnownKeys {
  /** Our own key: known for our nick. */
  own: { readonly key: string; readonly isUs: (user: string) => boolean } | undefined;
  /** Called with every change to a key that may be stored. */
  onChange: ((change: KeyChange, known: KnownKey) => void) | undefined;
  /** Each nick's keys by `outline`. */
  readonly #nicks = new Map<string, readonly KnownKey[]>();
  /** All keys by `idOf`; the one heard longest ago comes first. */
  readonly #byAge = new Map<string, KnownKey>();
  /** The nicks that have spoken without a signature: those of scripts and of older programs. */
  readonly #unsigned = new BoundedMap<string, true>(limits.unsigned);
  #isRestored = false;
  #turn = 0;

  /** The keys of a nick, the one known longest first. */
  of(user: string): readonly KnownKey[] {
    return this.#nicks.get(outline(user)) ?? [];
  }

  /** Whether the user has compared the fingerprint of a nick's key. */
  isVerified(user: string, key: string | undefined): boolean {
    return this.of(user).some((known) => known.key === key && known.isVerified);
  }

  /** The key that has spoken last under a nick in this run. */
  lastHeard(user: string): KnownKey | undefined {
    const heard = this.of(user).filter(({ turn }) => turn !== undefined);
    return heard.toSorted((a, b) => (b.turn ?? 0) - (a.turn ?? 0))[0];
  }

  /** How the signer of a line stands to the nick in it. */
  standing(user: string, signer: Signer): Standing {
    if (signer.kind === 'invalid') return 'other';
    if (signer.kind === 'hearsay') return 'missing';
    const accepted = this.of(user).filter(({ isAccepted }) => isAccepted);
    const keys = accepted.map(({ key }) => key);
    // Our own key is us under any nick; another was perhaps there before the nick was ours.
    if (signer.kind === 'key' && signer.key === this.own?.key) return 'known';
    if (this.own?.isUs(user) === true) keys.push(this.own.key);
    if (keys.length === 0) return 'new';
    if (signer.kind !== 'key') return 'missing';
    return keys.includes(signer.key) ? 'known' : 'other';
  }

  /** Whether a key is accepted for any nick. */
  hasAccepted(key: string): boolean {
    for (const known of this.#byAge.values())
      if (known.key === key && known.isAccepted) return true;
    return false;
  }

  /**
   * Somebody has spoken, in a private room or not: remembers the key. A nick that speaks without a
   * signature, or a line that is marked (`isDoubtful`), makes no key trusted: that needs a yes.
   */
  heard(
    user: string,
    signer: Signer,
    at: number,
    { isPrivate = false, isDoubtful = false }: { isPrivate?: boolean; isDoubtful?: boolean } = {},
  ): void {
    if (signer.kind === 'none') this.#unsigned.renew(outline(user), true);
    if (signer.kind !== 'key' || signer.key === this.own?.key) return;
    const { key } = signer;
    const known = this.#byAge.get(idOf({ user, key }));
    const isTemporary = signer.isTemporary && known?.isTemporary !== false;
    const isTrusted =
      !isTemporary &&
      !isDoubtful &&
      !this.#unsigned.has(outline(user)) &&
      this.standing(user, signer) === 'new';
    const fresh: KnownKey = {
      user,
      key,
      isVerified: false,
      since: at,
      ...known,
      isTemporary,
      isAccepted: isTrusted || known?.isAccepted === true,
      isStored: !isTemporary && (known?.isStored === true || !isPrivate),
      heardAt: at,
      turn: (this.#turn += 1),
    };
    if (!this.#put(fresh)) return;
    const isSame = known?.isAccepted === fresh.isAccepted && known.isStored === fresh.isStored;
    if (!isSame) this.#tell('changed', fresh);
    else if (!isPrivate) this.#tell('heard', fresh);
  }

  /** The user has said yes to a key, and with `isVerified` has compared its fingerprint. */
  accept(user: string, key: string, isVerified: boolean): void {
    const known = this.#byAge.get(idOf({ user, key }));
    if (known === undefined) return;
    const accepted: KnownKey = {
      ...known,
      isAccepted: true,
      isVerified: known.isVerified || isVerified,
      isStored: known.isStored || (isVerified && !known.isTemporary),
    };
    this.#put(accepted);
    this.#tell('changed', accepted);
  }

  /** The user wants a key to be forgotten, as if it had never been heard. */
  forget(user: string, key: string): void {
    const known = this.#byAge.get(idOf({ user, key }));
    if (known !== undefined) this.#remove(known, 'forgotten');
  }

  /**
   * Adds the keys of earlier runs, those heard longest ago first. What was heard before counts as heard
   * after them: trust goes to the keys that had it first.
   */
  restore(keys: Iterable<StoredKey>): void {
    const early = [...this.#byAge.values()];
    const isFirst = !this.#isRestored;
    this.#isRestored = true;
    this.#byAge.clear();
    this.#nicks.clear();
    for (const stored of keys) {
      const known = { ...stored, isTemporary: false, isStored: true };
      if (!this.#put(known)) this.#tell('evicted', known);
    }
    for (const known of early) {
      const stored = this.#byAge.get(idOf(known));
      const hasOthers = this.of(known.user).some(({ isAccepted }) => isAccepted);
      const mayStay = !isFirst || known.isVerified || !hasOthers;
      const merged: KnownKey = {
        ...known,
        isAccepted: stored?.isAccepted === true || (known.isAccepted && mayStay),
        isVerified: stored?.isVerified === true || known.isVerified,
        since: Math.min(known.since, stored?.since ?? known.since),
        isTemporary: known.isTemporary && stored === undefined,
        isStored: known.isStored || stored !== undefined,
      };
      if (this.#put(merged)) this.#tell('changed', merged);
    }
  }

  #tell(change: KeyChange, known: KnownKey): void {
    if (known.isStored) this.onChange?.(change, known);
  }

  /** Adds or replaces a key as the one heard last; returns `false` if there is no room for it. */
  #put(known: KnownKey): boolean {
    const id = idOf(known);
    const nick = outline(known.user);
    if (!this.#byAge.has(id) && !this.#makeRoom(nick, known)) return false;
    const keys = this.of(known.user);
    const index = keys.findIndex(({ key }) => key === known.key);
    const all = index === -1 ? [...keys, known] : keys.with(index, known);
    this.#nicks.set(
      nick,
      all.toSorted((one, other) => one.since - other.since),
    );
    this.#byAge.delete(id);
    this.#byAge.set(id, known);
    return true;
  }

  /** Makes room for one more key of a nick; returns whether there is. */
  #makeRoom(nick: string, newcomer: KnownKey): boolean {
    if ((this.#nicks.get(nick)?.length ?? 0) >= limits.ofNick) {
      const spare = this.#spare(newcomer, (id) => id.startsWith(`${nick}\n`));
      if (spare === undefined) return false;
      this.#remove(spare, 'evicted');
    }
    if (this.#byAge.size < limits.ofAll) return true;
    const spare = this.#spare(newcomer, () => true);
    if (spare !== undefined) this.#remove(spare, 'evicted');
    return spare !== undefined;
  }

  /** The key that goes first for a newcomer; `undefined` if all count for more. */
  #spare(newcomer: KnownKey, isAmong: (id: string) => boolean): KnownKey | undefined {
    let stranger: KnownKey | undefined;
    let absent: KnownKey | undefined;
    let surplus = 0;
    for (const [id, known] of this.#byAge) {
      if (!isAmong(id)) continue;
      surplus += known.heardAt === undefined ? -1 : 1;
      if (known.isVerified) continue;
      if (!known.isAccepted) return known;
      if (known.heardAt === undefined) absent ??= known;
      else if (acquaintance(known) < acquaintance(stranger)) stranger = known;
    }
    if (!newcomer.isAccepted) return undefined;
    return acquaintance(stranger) < briefly || surplus > 0 ? (stranger ?? absent) : absent;
  }

  #remove(known: KnownKey, change: 'evicted' | 'forgotten'): void {
    const nick = outline(known.user);
    const left = this.of(known.user).filter(({ key }) => key !== known.key);
    if (left.length === 0) this.#nicks.delete(nick);
    else this.#nicks.set(nick, left);
    this.#byAge.delete(idOf(known));
    this.#tell(change, known);
  }
}
