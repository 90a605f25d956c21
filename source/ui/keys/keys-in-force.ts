import type { KeyBinding, KeyPreset } from '../action-context.ts';
import { boundKeys, type KeysTable } from './bound-keys.ts';
import { presetNames } from './presets/presets.ts';

/** The keys in force: those of `[keys]`, until another preset is tried. */
export class KeysInForce {
  readonly #own: readonly KeyBinding[];
  readonly #table: KeysTable;
  readonly #listeners = new Set<() => void>();
  #rows: readonly KeyBinding[];
  #preset: KeyPreset;

  /** For the program's rows and a `[keys]` that has been checked. */
  constructor(own: readonly KeyBinding[], table: KeysTable | undefined) {
    this.#own = own;
    this.#table = table ?? {};
    // Looking for conflicts takes milliseconds of the start.
    this.#rows = table === undefined ? own : boundKeys(own, table).rows;
    this.#preset = presetNames.find((name) => name === table?.['preset']) ?? 'default';
  }

  readonly rows = (): readonly KeyBinding[] => this.#rows;

  readonly preset = (): KeyPreset => this.#preset;

  /** Takes another preset, and the person's own keys over it; returns one sentence if they do not go together. */
  readonly take = (preset: KeyPreset): string | undefined => {
    const { rows, problems } = boundKeys(this.#own, { ...this.#table, preset });
    const [first] = problems;
    if (first !== undefined)
      return `With ${first.path.join('.')} of config.toml: ${first.sentence}`;
    this.#rows = rows;
    this.#preset = preset;
    for (const listener of this.#listeners) listener();
    return undefined;
  };

  /** Tells of other keys; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
