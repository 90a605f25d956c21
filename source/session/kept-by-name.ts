import { readFileSync, statSync } from 'node:fs';
import { replaceFile } from './replace-file.ts';

/** The most names to remember; the oldest are dropped first. */
const mostNames = 100;

/** A file longer than this, in bytes, is not ours. */
const longestFile = 16 * 1024 * 1024;

/** Something of one kind for each broker or profile, by its name, in a small JSON file that all running instances share. */
export class KeptByName<Value> {
  readonly #file: string;
  readonly #kind: string;
  readonly #isValue: (value: unknown) => value is Value;

  /** `kind` says in words what the file is: `a bookmarks file`. */
  constructor(file: string, kind: string, isValue: (value: unknown) => value is Value) {
    this.#file = file;
    this.#kind = kind;
    this.#isValue = isValue;
  }

  /** What is kept, by name, the newest last. Throws an error whose message is a short phrase. */
  read(): ReadonlyMap<string, Value> {
    const found = statSync(this.#file, { throwIfNoEntry: false });
    if (found === undefined) return new Map();
    if (!found.isFile() || found.size > longestFile) throw new Error(`it is not ${this.#kind}`);
    return this.#parse(readFileSync(this.#file, 'utf8'));
  }

  /** Replaces what is kept under a name; `undefined` removes it. Throws like `read`. */
  keep(name: string, value: Value | undefined): void {
    // Another instance may have changed the file meanwhile.
    const kept = new Map(this.read());
    kept.delete(name);
    if (value !== undefined) kept.set(name, value);
    const newest = Object.fromEntries([...kept].slice(-mostNames));
    replaceFile(this.#file, `${JSON.stringify(newest, undefined, 2)}\n`);
  }

  #parse(text: string): ReadonlyMap<string, Value> {
    let found: unknown;
    try {
      found = JSON.parse(text);
    } catch {
      throw new Error('it is damaged; delete it to start a new one');
    }
    if (typeof found !== 'object' || found === null || Array.isArray(found))
      throw new Error(`it is not ${this.#kind}`);
    return new Map(
      Object.entries(found).filter((entry): entry is [string, Value] => this.#isValue(entry[1])),
    );
  }
}
