import type { ValuePath } from '../../payload/value-path.ts';

/** The most units to remember. */
const mostUnits = 20_000;

/** The unit of the number at a path of a topic's payloads. Text from outside. */
export type AnnouncedUnit = {
  readonly topic: string;
  readonly path: ValuePath;
  readonly unit: string;
};

/** Finds the units that a topic's message announces for the numbers of other topics. Pure; never throws. */
export type UnitReader = (message: {
  readonly topic: string;
  /** The payload as text; broken UTF-8 is replaced. */
  readonly text: string;
}) => readonly AnnouncedUnit[];

/** The longest unit, in UTF-16 units. */
export const longestUnit = 16;

/** Units by the joined path of their number. Text from outside. */
export type UnitsByPath = ReadonlyMap<string, string>;

/** The units that devices announce for the numbers in other topics' payloads. */
export class AnnouncedUnits {
  /** Changes with every announcement. */
  version = 0;
  readonly #byTopic = new Map<string, Map<string, string>>();
  readonly #byAnnouncer = new Map<string, readonly AnnouncedUnit[]>();
  #count = 0;

  /**
   * Takes what the newest message of a topic announces, in place of what an earlier one did. Leaves out what is
   * too much.
   */
  take(announcer: string, units: readonly AnnouncedUnit[]): void {
    const before = this.#byAnnouncer.get(announcer);
    if (before === undefined && units.length === 0) return;
    this.version += 1;
    for (const { topic, path } of before ?? []) this.#forget(topic, path.join(''));
    this.#byAnnouncer.delete(announcer);
    const kept = units.slice(0, mostUnits - this.#count);
    for (const { topic, path, unit } of kept) this.#keep(topic, path.join(''), unit);
    if (kept.length > 0) this.#byAnnouncer.set(announcer, kept);
  }

  /** The units announced for the numbers in a topic's payloads, if any. */
  on(topic: string): UnitsByPath | undefined {
    return this.#byTopic.get(topic);
  }

  /** The unit of the number at a path of a topic's payloads, if announced. Text from outside. */
  of(topic: string, path: ValuePath): string | undefined {
    return this.#byTopic.get(topic)?.get(path.join(''));
  }

  #keep(topic: string, path: string, unit: string): void {
    const units = this.#byTopic.get(topic) ?? new Map<string, string>();
    if (!units.has(path)) this.#count += 1;
    units.set(path, unit);
    this.#byTopic.set(topic, units);
  }

  #forget(topic: string, path: string): void {
    const units = this.#byTopic.get(topic);
    if (units?.delete(path) !== true) return;
    this.#count -= 1;
    if (units.size === 0) this.#byTopic.delete(topic);
  }
}
