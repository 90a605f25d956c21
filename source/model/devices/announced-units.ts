import type { ValuePath } from '../../payload/value-path.ts';

/** The most units to remember. */
const mostUnits = 20_000;

/** How many announcers of one number's unit are remembered. */
const mostAnnouncers = 8;

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

const newestOf = (units: ReadonlyMap<string, string>): string | undefined =>
  [...units.values()].at(-1);

/** The units that devices announce for the numbers in other topics' payloads. */
export class AnnouncedUnits {
  /** Changes with every announcement. */
  version = 0;
  /** By topic, by the path of the number, and by who announces it. */
  readonly #byTopic = new Map<string, Map<string, Map<string, string>>>();
  /** By the topic that announces them, the one heard last at the end. */
  readonly #byAnnouncer = new Map<string, readonly AnnouncedUnit[]>();
  #count = 0;

  /**
   * Takes what the newest message of a topic announces, in place of what an earlier one did. Where it is too
   * much, those heard longest ago give way.
   */
  take(announcer: string, units: readonly AnnouncedUnit[]): void {
    if (units.length === 0 && !this.#byAnnouncer.has(announcer)) return;
    this.version += 1;
    this.#withdraw(announcer);
    const kept = units.slice(0, mostUnits);
    if (kept.length === 0) return;
    for (const oldest of this.#byAnnouncer.keys()) {
      if (this.#count + kept.length <= mostUnits) break;
      this.#withdraw(oldest);
    }
    this.#byAnnouncer.set(announcer, kept);
    this.#count += kept.length;
    for (const unit of kept) this.#add(announcer, unit);
  }

  /** The units announced for the numbers in a topic's payloads, if any. */
  on(topic: string): UnitsByPath | undefined {
    const paths = this.#byTopic.get(topic);
    return (
      paths && new Map(Array.from(paths, ([path, units]) => [path, newestOf(units) ?? ''] as const))
    );
  }

  /** The unit of the number at a path of a topic's payloads, if announced. Text from outside. */
  of(topic: string, path: ValuePath): string | undefined {
    const units = this.#byTopic.get(topic)?.get(path.join(''));
    return units && newestOf(units);
  }

  #add(announcer: string, { topic, path, unit }: AnnouncedUnit): void {
    const paths = this.#byTopic.get(topic) ?? new Map<string, Map<string, string>>();
    const joined = path.join('');
    const units = paths.get(joined) ?? new Map<string, string>();
    const [oldest] = units.keys();
    if (oldest !== undefined && units.size >= mostAnnouncers) units.delete(oldest);
    paths.set(joined, units.set(announcer, unit));
    this.#byTopic.set(topic, paths);
  }

  #withdraw(announcer: string): void {
    const gone = this.#byAnnouncer.get(announcer);
    if (gone === undefined) return;
    this.#byAnnouncer.delete(announcer);
    this.#count -= gone.length;
    for (const { topic, path } of gone) {
      const paths = this.#byTopic.get(topic);
      const units = paths?.get(path.join(''));
      units?.delete(announcer);
      if (units?.size === 0) paths?.delete(path.join(''));
      if (paths?.size === 0) this.#byTopic.delete(topic);
    }
  }
}
