import type { History } from '../../history/history.ts';
import type { KeyChange, KnownKey, StoredKey } from '../../model/known-key.ts';
import { withoutNul } from './new-line.ts';

/** The keys that the next run knows again. */
export class KeyHistory {
  readonly #history: History;
  /** Nothing is stored before what is known is known: it would be trusted as if it were. */
  #isRead = false;
  /** Keys heard again that are not stored yet, in order; at most as many as are known. */
  #heard: Map<string, KnownKey> | undefined;

  constructor(history: History) {
    this.#history = history;
  }

  /** The keys of earlier runs, the one heard longest ago first; `undefined` if they cannot be read. */
  all(): StoredKey[] | undefined {
    const all = this.#history.read(({ keys }) => keys.all());
    this.#isRead ||= all !== undefined;
    return all;
  }

  /** Stores a change. */
  keep(change: KeyChange, heard: KnownKey): void {
    if (!this.#isRead) return;
    const known = { ...heard, user: withoutNul(heard.user) };
    if (change === 'heard') {
      this.#keepHeard(known);
      return;
    }
    // What is heard after this is stored after this.
    this.#heard = undefined;
    const method = { changed: 'set', evicted: 'evict', forgotten: 'forget' } as const;
    this.#history.change(({ keys }) => keys[method[change]](known), change === 'forgotten');
  }

  /** Whoever says a hundred lines is stored as heard once. */
  #keepHeard(known: KnownKey): void {
    const id = `${known.user}\n${known.key}`;
    if (this.#heard !== undefined) {
      this.#heard.delete(id);
      this.#heard.set(id, known);
      return;
    }
    const heard = new Map([[id, known]]);
    this.#heard = heard;
    this.#history.change(({ keys }) => {
      // A change that fails is made again, and others may wait by then.
      if (this.#heard === heard) this.#heard = undefined;
      for (const each of heard.values()) keys.heard(each);
    });
  }
}
