import type { KeyBinding, KeyPreset } from '../action-context.ts';
import { isHardToTell } from '../terminal/keyboard.ts';
import { type KeyConflict, keyConflicts } from './key-conflicts.ts';
import { readKey } from './key-name.ts';
import { isText, scopeName, typesIn } from './key-places.ts';
import { nearestWord } from './nearest-word.ts';
import { keyPresets, presetNames } from './presets/presets.ts';

/** What is wrong in `[keys]`: where, from the top of the file down, and a sentence. */
export type KeysProblem = { readonly path: readonly string[]; readonly sentence: string };

/** The rows with the keys in force, and what is wrong with those that were asked for. */
export type BoundKeys = {
  readonly rows: readonly KeyBinding[];
  readonly problems: readonly KeysProblem[];
};

/** `[keys]` as the file has it. */
export type KeysTable = Readonly<Record<string, unknown>>;

/** Keys without which one could not get on. */
const needed = new Set(['next-pane', 'help']);

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const didYouMean = (written: string, words: readonly string[]): string => {
  const guess = nearestWord(written, words);
  return guess === undefined ? '' : `; did you mean ${guess}?`;
};

const isTable = (value: unknown): value is KeysTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textsOf = (value: unknown): readonly string[] | undefined => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((one) => typeof one === 'string') ? list : undefined;
};

/** Whether a key that is pressed need not arrive as itself; of old, Ctrl+H is Backspace. */
const isUnsure = (key: string): boolean => isHardToTell(key) || key === 'Ctrl+H';

const isFor =
  (scope: string, action: string) =>
  (row: KeyBinding): boolean =>
    row.action === action && scopeName(row.scope) === scope;

/** The rows with the keys of a preset. */
const withPreset = (rows: readonly KeyBinding[], preset: KeyPreset): readonly KeyBinding[] =>
  rows.map((row) => {
    const keys = keyPresets[preset].findLast(
      ({ scopes, action }) => action === row.action && scopes.includes(row.scope),
    )?.keys;
    return keys === undefined ? row : { ...row, keys };
  });

class Binder {
  readonly problems: KeysProblem[] = [];
  readonly #own: readonly KeyBinding[];
  readonly #scopes: readonly string[];
  /** The changed rows, by the path of what changes them. */
  readonly #changed = new Map<KeyBinding, readonly string[]>();
  readonly #taken = new Set<string>();
  rows: readonly KeyBinding[];

  constructor(own: readonly KeyBinding[]) {
    this.#own = own;
    this.rows = own;
    this.#scopes = [...new Set(own.map(({ scope }) => scopeName(scope)))];
  }

  preset(written: unknown): void {
    const name = presetNames.find((one) => one === written);
    if (name !== undefined) this.rows = withPreset(this.#own, name);
    else {
      const guess = typeof written === 'string' ? didYouMean(written, presetNames) : '';
      this.#add(['preset'], `preset is one of ${quoted(presetNames)}${guess === '' ? '.' : guess}`);
    }
  }

  scope(scope: string, value: unknown): void {
    if (!this.#scopes.includes(scope)) {
      const guess = didYouMean(scope, [...this.#scopes, 'preset']);
      this.#add([scope], `There is no place "${scope}" for keys${guess === '' ? '.' : guess}`);
    } else if (!isTable(value))
      this.#add([scope], `${scope} is a table of actions: [keys.${scope}].`);
    else for (const [action, keys] of Object.entries(value)) this.#action(scope, action, keys);
  }

  #action(scope: string, action: string, value: unknown): void {
    const path = [scope, action];
    const row = this.rows.find(isFor(scope, action));
    if (row === undefined) {
      this.#add(path, this.#unknownAction(scope, action));
      return;
    }
    const written = textsOf(value);
    if (row.isFixed === true) this.#add(path, `${action} keeps its key: ${row.keys.join(', ')}.`);
    else if (written === undefined)
      this.#add(path, `${action} takes a key in quotes, or a list of them: ["n", "Ctrl+N"].`);
    else if (written.length === 0 && needed.has(action))
      this.#add(path, `${action} needs a key: without it you would be stuck.`);
    else this.#bind(row, path, written);
  }

  #unknownAction(scope: string, action: string): string {
    const inScope = this.#own.filter((row) => scopeName(row.scope) === scope);
    const elsewhere = this.#own.find((row) => row.action === action);
    if (elsewhere !== undefined)
      return `There is no action "${action}" in [keys.${scope}], but in [keys.${scopeName(elsewhere.scope)}].`;
    const guess = didYouMean(
      action,
      inScope.map((row) => row.action),
    );
    return `There is no action "${action}" in [keys.${scope}]${guess === '' ? '; mqtt-tui config keys lists them.' : guess}`;
  }

  #bind(row: KeyBinding, path: readonly string[], written: readonly string[]): void {
    const keys: string[] = [];
    for (const one of written) {
      const read = readKey(one);
      if ('problem' in read) this.#add(path, read.problem);
      else if (isText(read.key) && !row.keys.includes(read.key) && typesIn(this.#own, row.scope))
        this.#add(path, `"${one}" would be typed: a line is open there.`);
      else if (!keys.includes(read.key)) keys.push(read.key);
    }
    if (keys.length > 0 && keys.length === written.length && keys.every(isUnsure))
      this.#add(
        path,
        `Only terminals with kitty's keyboard protocol report ${keys.join(', ')}: name a second key.`,
      );
    const bound = { ...row, keys };
    this.rows = this.rows.map((other) => (other === row ? bound : other));
    this.#changed.set(bound, path);
  }

  /** Looks for two actions on one key. */
  check(): void {
    for (const conflict of keyConflicts(this.rows, this.#own)) this.#tell(conflict);
  }

  #tell({ one, other, keys: [key, second] }: KeyConflict): void {
    // The later of two that the file changes is as wrong as the first.
    const isSecond = this.#changed.has(other);
    const [changed, kept] = isSecond ? [other, one] : [one, other];
    const [wanted, taken] = isSecond ? [second, key] : [key, second];
    const where = `[keys.${scopeName(kept.scope)}]`;
    const remedy = kept.isFixed === true ? 'it stays so.' : 'one of them needs another key.';
    const path = this.#changed.get(changed) ?? ['preset'];
    // One other row is enough to say that a key is taken.
    if (this.#taken.has(`${path.join('.')} ${wanted}`)) return;
    this.#taken.add(`${path.join('.')} ${wanted}`);
    this.#add(
      path,
      wanted === taken
        ? `${wanted} is ${kept.action} in ${where}; ${remedy}`
        : `${wanted} and ${taken} exclude each other: ${taken} is ${kept.action} in ${where}; ${remedy}`,
    );
  }

  #add(path: readonly string[], sentence: string): void {
    this.problems.push({ path: ['keys', ...path], sentence });
  }
}

/**
 * The rows of a table with the keys that `[keys]` gives them: those of its preset, and over them its own.
 * What is wrong with it is told rather than thrown.
 */
export const boundKeys = (own: readonly KeyBinding[], table: KeysTable): BoundKeys => {
  const binder = new Binder(own);
  const { preset, ...scopes } = table;
  if (preset !== undefined) binder.preset(preset);
  for (const [scope, value] of Object.entries(scopes)) binder.scope(scope, value);
  binder.check();
  return { rows: binder.rows, problems: binder.problems };
};
