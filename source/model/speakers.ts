import { BoundedMap } from '../collections/bounded-map.ts';
import { outline } from './confusable-names.ts';
import type { Person } from './person.ts';

/** How long a peer without presence is listed after its last message, ms. */
const silence = 30 * 60_000;

/** People who publish no presence: they are here while they speak. */
export class Speakers {
  readonly #byName: BoundedMap<string, Person>;

  /** Remembers at most `most` of them: a stranger can invent any number. */
  constructor(most: number) {
    this.#byName = new BoundedMap(most);
  }

  get size(): number {
    return this.#byName.size;
  }

  get(user: string): Person | undefined {
    return this.#byName.get(user);
  }

  values(): Iterable<Person> {
    return this.#byName.values();
  }

  /** Somebody has spoken at `at`, ms since the epoch, signed with `key` or not at all. */
  spoke(user: string, at: number, key: string | undefined): void {
    this.#byName.renew(user, {
      user,
      state: 'online',
      heardAt: at,
      outline: outline(user),
      ...(key === undefined ? {} : { key }),
    });
  }

  delete(user: string): void {
    this.#byName.delete(user);
  }

  /** Forgets those who have been silent for long at `now`, ms since the epoch; returns how many. */
  forgetSilent(now: number): number {
    const silent = [...this.#byName.values()].filter(({ heardAt = 0 }) => now - heardAt > silence);
    for (const { user } of silent) this.#byName.delete(user);
    return silent.length;
  }
}
