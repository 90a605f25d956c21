import { printable } from '../payload/printable.ts';
import { outline } from './confusable-names.ts';
import { mentions } from './mentions.ts';

/** A name as it is seen and can be typed: without blanks around, control characters made visible. */
const asTyped = (user: string): string => printable(user, 300).trim();

/** How many names can be ignored at once. */
export const ignoredLimit = 1000;

/** How to notify of a mention while nobody looks. */
export const notifyModes = ['off', 'bell', 'desktop'] as const;
export type NotifyMode = (typeof notifyModes)[number];

/** What the person wants to be told of, and what not; the same in every room. */
export class Attention {
  /** Whether the terminal has the focus; one that does not report it is taken to have it. */
  hasFocus = true;
  /** Whether the terminal has ever told of its focus. */
  reportsFocus = false;
  notify: NotifyMode = 'off';
  readonly #nick: () => string | undefined;
  readonly #words: readonly string[];
  readonly #ignored = new Set<string>();
  /** Called when a name is ignored from now on, or no longer. */
  onIgnore: ((name: string, isIgnored: boolean) => void) | undefined;

  /** `words` stand out beside the nick, which may change. */
  constructor(nick: () => string | undefined = () => undefined, words: readonly string[] = []) {
    this.#nick = nick;
    this.#words = words;
  }

  /** Whether a sentence names the person, or one of the words. */
  isMeant(say: string): boolean {
    return mentions(say, [this.#nick() ?? '', ...this.#words]);
  }

  /** Whether a name is the person's own; another may use it too. */
  isUs(user: string): boolean {
    return user === this.#nick();
  }

  /** Whether a name is easily taken for the person's own. */
  looksLikeUs(user: string): boolean {
    const nick = this.#nick() ?? '';
    return nick !== '' && outline(user) === outline(nick);
  }

  isIgnored(user: string): boolean {
    return this.#ignored.size > 0 && this.#ignored.has(asTyped(user));
  }

  /** The names that are ignored, in the order of asking. */
  get ignored(): readonly string[] {
    return [...this.#ignored];
  }

  /** Ignores a name from now on; `false` when there are too many already. */
  ignore(user: string): boolean {
    const name = asTyped(user);
    if (this.#ignored.size >= ignoredLimit && !this.#ignored.has(name)) return false;
    this.#ignored.add(name);
    this.onIgnore?.(name, true);
    return true;
  }

  /** Ignores those who were ignored in an earlier run, as far as there is room. */
  ignoreAgain(names: readonly string[]): void {
    for (const name of names.slice(0, ignoredLimit - this.#ignored.size)) this.#ignored.add(name);
  }

  /** Hears a name again; `false` when it was not ignored. */
  unignore(user: string): boolean {
    const name = asTyped(user);
    const wasIgnored = this.#ignored.delete(name);
    if (wasIgnored) this.onIgnore?.(name, false);
    return wasIgnored;
  }
}
