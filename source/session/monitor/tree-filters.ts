import type { PayloadReader } from '../../payload/payload-reader.ts';
import type { TopicTest, TreeFilter } from '../../model/topic-test.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { FilterContext } from './filter-tests.ts';
import { asTest, readFilter } from './read-filter.ts';

/** The most exclude filters. */
const mostExcludes = 100;

/** What to say of a regular expression that took too long. */
export const givenUp =
  'The regular expression took too long and was stopped: write it without nested repetitions.';

type Wiring = {
  readonly tree: () => TopicTree;
  readonly staleAfter: number | undefined;
  readonly payloads: PayloadReader;
  /** Exclude filters in effect from the start. */
  readonly excludes: readonly string[];
  readonly onChange: () => void;
  readonly notify: (text: string) => void;
};

/** For filters that are only parsed, never applied. */
const readOnly: FilterContext = {
  tree: () => {
    throw new Error('only read');
  },
  last: () => undefined,
  staleAfter: undefined,
  decode: () => undefined,
  onGivenUp: () => undefined,
};

const excludeOf = (text: string, context: FilterContext): TopicTest | string => {
  const filter = readFilter(text, context);
  if (typeof filter === 'string') return filter;
  const isNothing = filter.wants.length + filter.hides.length === 0;
  return isNothing ? 'Exclude which topics? /exclude FILTER' : asTest(filter);
};

/** The filter of the tree, and its exclude filters. */
export class TreeFilters {
  /** The filter in effect, as it was typed. */
  text = '';
  /** What is wrong with the filter typed last, in one sentence; the previous one stays in effect. */
  problem: string | undefined;
  readonly #wiring: Wiring;
  readonly #excludes = new Map<string, TopicTest>();
  #filter: TreeFilter = { wants: [], hides: [] };
  /** Whether some payloads could not be decoded yet, because decoders are being loaded. */
  #isWaiting = false;
  /** The time at which the filters were applied, ms since the epoch. */
  #now = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    for (const text of wiring.excludes) this.#addExclude(text.trim());
    if (wiring.excludes.length > 0) this.apply(0);
  }

  /** Why exclude filters are invalid, in one sentence, or `undefined`. */
  static excludesProblem(excludes: readonly string[]): string | undefined {
    if (excludes.length > mostExcludes)
      return `There can be at most ${mostExcludes} exclude filters.`;
    const problems = excludes.map((text) => excludeOf(text, readOnly));
    return problems.find((problem) => typeof problem === 'string');
  }

  /** The exclude filters, as they were typed. */
  get excludes(): readonly string[] {
    return [...this.#excludes.keys()];
  }

  /** Shows only the topics that pass a filter; an invalid one changes nothing but `problem`. */
  set(text: string, now: number): void {
    const filter = readFilter(text, this.#context());
    this.problem = typeof filter === 'string' ? filter : undefined;
    this.#wiring.onChange();
    if (typeof filter === 'string') return;
    this.text = text;
    this.#filter = filter;
    this.apply(now);
  }

  /** Hides the topics that pass a filter; returns why it cannot, in one sentence. */
  exclude(text: string, now: number): string | undefined {
    const typed = text.trim();
    if (this.#excludes.has(typed)) return 'These topics are excluded already.';
    if (this.#excludes.size >= mostExcludes)
      return `There are ${mostExcludes} exclude filters already: remove one with /include.`;
    const problem = this.#addExclude(typed);
    if (problem === undefined) this.apply(now);
    return problem;
  }

  /** Removes an exclude filter, or all for an empty text; returns whether there was one. */
  include(text: string, now: number): boolean {
    const had = this.#excludes.size;
    if (text.trim() === '') this.#excludes.clear();
    else this.#excludes.delete(text.trim());
    if (this.#excludes.size === had) return false;
    this.apply(now);
    return true;
  }

  /** Opens the branches above a topic, so that it can be seen; a filter may still hide it. */
  reveal(topic: string): void {
    const { tree, onChange } = this.#wiring;
    const node = tree().find(topic);
    const room = node === undefined ? undefined : tree().rooms.roomOf(node);
    if (room !== undefined) tree().rooms.setOpen(room, true);
    for (let up = node?.parent; up !== undefined; up = up.parent)
      if (!up.isOpen) tree().view.branches.setOpen(up, true);
    onChange();
  }

  /** Applies the filters to the tree; also call it when the tree is replaced. */
  apply(now: number): void {
    const { wants, hides } = this.#filter;
    this.#now = now;
    this.#wiring
      .tree()
      .view.setFilter({ wants, hides: [...hides, ...this.#excludes.values()] }, now);
    this.#wiring.onChange();
  }

  async #tryAgain(): Promise<void> {
    this.#isWaiting = true;
    await this.#wiring.payloads.ready();
    this.#isWaiting = false;
    this.apply(this.#now);
  }

  #addExclude(text: string): string | undefined {
    const test = excludeOf(text, this.#context());
    if (typeof test === 'string') return test;
    this.#excludes.set(text, test);
    return undefined;
  }

  #context(): FilterContext {
    const { tree, staleAfter, payloads, notify } = this.#wiring;
    return {
      tree,
      last: (node) => tree().last(node),
      staleAfter,
      decode: (message) => {
        const decoded = payloads.glanceBeyondText(message);
        if (decoded?.isLoading === true && !this.#isWaiting) void this.#tryAgain();
        return decoded;
      },
      onGivenUp: () => notify(givenUp),
    };
  }
}
