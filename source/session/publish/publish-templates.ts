import { readFileSync, renameSync, statSync } from 'node:fs';
import { compareNames } from '../../collections/name-order.ts';
import type { PublishForm } from './publish-form.ts';
import { replaceFile } from '../replace-file.ts';
import {
  decodeTemplates,
  encodeTemplates,
  longestName,
  mostTemplates,
  type Template,
} from './template-json.ts';
import { textWithoutMark } from '../../payload/byte-order-mark.ts';

/** The longest file that is read or written, bytes. */
const longestFile = 8 * 1024 * 1024;

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Named forms, in a file that all running instances share. */
export class PublishTemplates {
  readonly #path: string | undefined;
  readonly #notify: (text: string) => void;
  #templates: readonly Template[] = [];
  /** The file exists but cannot be read: then it is left alone. */
  #isUnusable = false;

  /** Without a path, templates last until the program ends. `notify` reports problems with the file. */
  constructor(path: string | undefined, notify: (text: string) => void) {
    this.#path = path;
    this.#notify = notify;
  }

  /** All templates by name, as of the last `read`. */
  get list(): readonly Template[] {
    return this.#templates;
  }

  find(name: string): Template | undefined {
    return this.#templates.find((template) => template.name === name);
  }

  /** Whether saved templates survive to the next run. */
  get areKept(): boolean {
    return this.#path !== undefined && !this.#isUnusable;
  }

  /** Reads the file again. */
  read(): void {
    if (this.#path === undefined || this.#isUnusable) return;
    try {
      const found = statSync(this.#path, { throwIfNoEntry: false });
      if (found === undefined) {
        this.#templates = [];
        return;
      }
      if (!found.isFile() || found.size > longestFile)
        throw new Error('it is not a templates file');
      this.#templates = decodeTemplates(textWithoutMark(readFileSync(this.#path, 'utf8')));
    } catch (error) {
      const isBroken = (error as NodeJS.ErrnoException).code === undefined;
      if (isBroken) this.#setAside(this.#path);
      else this.#leaveAlone(`The templates file ${this.#path} cannot be read (${reason(error)})`);
    }
  }

  /** Saves a form under a name, replacing one of that name; returns why it cannot, in one sentence. */
  save(name: string, form: PublishForm): string | undefined {
    const given = name.trim();
    if (given === '') return 'Save it under which name? Type one first.';
    if (given.length > longestName)
      return `The name of a template has at most ${longestName} characters.`;
    // Another instance may have changed the file meanwhile.
    this.read();
    const rest = this.#templates.filter((template) => template.name !== given);
    if (rest.length >= mostTemplates)
      return `There are ${mostTemplates} templates already: delete one first.`;
    return this.#write([...rest, { name: given, form }]);
  }

  /** Deletes a template; returns why it cannot, in one sentence. */
  delete(name: string): string | undefined {
    this.read();
    return this.#write(this.#templates.filter((template) => template.name !== name));
  }

  #write(templates: readonly Template[]): string | undefined {
    const sorted = templates.toSorted((a, b) => compareNames(a.name, b.name));
    const text = encodeTemplates(sorted);
    if (Buffer.byteLength(text) > longestFile)
      return `All templates together have at most ${longestFile} bytes: take the payload from a file instead.`;
    if (this.#path === undefined || this.#isUnusable) {
      this.#templates = sorted;
      return undefined;
    }
    try {
      replaceFile(this.#path, text);
      this.#templates = sorted;
      return undefined;
    } catch (error) {
      return `The templates file ${this.#path} cannot be written (${reason(error)}); nothing was changed.`;
    }
  }

  #setAside(path: string): void {
    const aside = `${path}.broken-${Date.now()}`;
    try {
      renameSync(path, aside);
      this.#templates = [];
      this.#notify(`The templates file ${path} was damaged; it was renamed to ${aside}.`);
    } catch (error) {
      this.#leaveAlone(
        `The templates file ${path} is damaged and cannot be renamed (${reason(error)})`,
      );
    }
  }

  #leaveAlone(why: string): void {
    this.#isUnusable = true;
    this.#notify(`${why}: new templates last until you quit.`);
  }
}
