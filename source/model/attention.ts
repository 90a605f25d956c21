import { printable } from '../payload/printable.ts';
import { outline } from './confusable-names.ts';
import { KnownKeys } from './known-keys.ts';
import { MarkHints } from './mark-hints.ts';
import { mentions } from './mentions.ts';
import type { People } from './people.ts';

/** A name as it is displayed and typed: trimmed, with control characters made visible. */
const asTyped = (user: string): string => printable(user, 300).trim();

/** The most names that can be ignored. */
export const ignoredLimit = 1000;

/** How to notify of a mention while the terminal has lost the focus. */
export const notifyModes = ['off', 'bell', 'desktop'] as const;
export type NotifyMode = (typeof notifyModes)[number];

/** What the user wants to be notified of, and whom they ignore; the same in every room. */
export class Attention {
  /** Whether the terminal has the focus; assumed if the terminal does not report it. */
  hasFocus = true;
  /** Whether the terminal has ever reported its focus. */
  reportsFocus = false;
  notify: NotifyMode = 'off';
  /** Whose key is whose. */
  readonly keys = new KnownKeys();
  readonly markHints = new MarkHints();
  readonly #nick: () => string | undefined;
  readonly #words: readonly string[];
  readonly #rooms: ReadonlyMap<string, { readonly people: People }>;
  readonly #ignored = new Set<string>();
  /** Called when a name starts or stops being ignored. */
  onIgnore: ((name: string, isIgnored: boolean) => void) | undefined;

  /** `words` are highlighted like the nick, which may change, and so may the `rooms` that we are in. */
  constructor(
    nick: () => string | undefined = () => undefined,
    words: readonly string[] = [],
    rooms: ReadonlyMap<string, { readonly people: People }> = new Map(),
  ) {
    this.#nick = nick;
    this.#words = words;
    this.#rooms = rooms;
  }

  /** Sets our own key, which is known for our nick and for names that look like it. */
  setOwnKey(key: string): void {
    this.keys.own = { key, isUs: (user) => this.isUs(user) || this.looksLikeUs(user) };
  }

  /** Who is in each of our rooms: a key is trusted in all of them, so all are asked. */
  everyone(): People[] {
    return Array.from(this.#rooms.values(), ({ people }) => people);
  }

  /** Whether a sentence mentions the user, or one of the words. */
  isMeant(say: string): boolean {
    return mentions(say, [this.#nick() ?? '', ...this.#words]);
  }

  /** Whether a name is the user's nick; others may use it too. */
  isUs(user: string): boolean {
    return user === this.#nick();
  }

  /** Whether a name is easily mistaken for the user's nick. */
  looksLikeUs(user: string): boolean {
    const nick = this.#nick() ?? '';
    return nick !== '' && outline(user) === outline(nick);
  }

  isIgnored(user: string): boolean {
    return this.#ignored.size > 0 && this.#ignored.has(asTyped(user));
  }

  /** The ignored names, oldest first. */
  get ignored(): readonly string[] {
    return [...this.#ignored];
  }

  /** Starts ignoring a name; returns `false` if there are too many already. */
  ignore(user: string): boolean {
    const name = asTyped(user);
    if (this.#ignored.size >= ignoredLimit && !this.#ignored.has(name)) return false;
    this.#ignored.add(name);
    this.onIgnore?.(name, true);
    return true;
  }

  /** Ignores the names ignored in an earlier run, up to the limit. */
  ignoreAgain(names: readonly string[]): void {
    for (const name of names.slice(0, ignoredLimit - this.#ignored.size)) this.#ignored.add(name);
  }

  /** Stops ignoring a name; returns `false` if it was not ignored. */
  unignore(user: string): boolean {
    const name = asTyped(user);
    const wasIgnored = this.#ignored.delete(name);
    if (wasIgnored) this.onIgnore?.(name, false);
    return wasIgnored;
  }
}
