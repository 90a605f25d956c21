import type { PayloadReader } from '../../payload/payload-reader.ts';
import type { TopicTest, TreeFilter } from '../../model/topic-test.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { FilterContext } from './filter-tests.ts';
import { asTest, readFilter } from './read-filter.ts';

/** How many exclude filters there may be. */
const mostExcludes = 100;

const givenUp =
  'The regular expression takes too long and was given up: write it without repetitions of repetitions.';

type Wiring = {
  readonly tree: () => TopicTree;
  readonly staleAfter: number | undefined;
  readonly payloads: PayloadReader;
  /** Filters of what is left out from the start. */
  readonly excludes: readonly string[];
  readonly onChange: () => void;
  readonly notify: (text: string) => void;
};

/** For reading filters that are not tried. */
const readOnly: FilterContext = {
  tree: () => {
    throw new Error('only read');
  },
  staleAfter: undefined,
  decode: () => undefined,
  onGivenUp: () => undefined,
};

const excludeOf = (text: string, context: FilterContext): TopicTest | string => {
  const filter = readFilter(text, context);
  if (typeof filter === 'string') return filter;
  const isNothing = filter.wants.length + filter.hides.length === 0;
  return isNothing ? 'Which topics are to be left out?' : asTest(filter);
};

/** The filter of the tree, and the exclude filters that stay. */
export class TreeFilters {
  /** The filter in effect, as it was typed. */
  text = '';
  /** What is wrong with the one that was typed last, in one sentence; the one before it stays. */
  problem: string | undefined;
  readonly #wiring: Wiring;
  readonly #excludes = new Map<string, TopicTest>();
  #filter: TreeFilter = { wants: [], hides: [] };
  /** Whether payloads could not be looked into, because their decoders are being loaded. */
  #isWaiting = false;
  /** The time that the filters go by, ms. */
  #now = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    for (const text of wiring.excludes) this.#addExclude(text.trim());
    if (wiring.excludes.length > 0) this.apply(0);
  }

  /** Why such filters cannot be excluded, in one sentence. */
  static excludesProblem(excludes: readonly string[]): string | undefined {
    if (excludes.length > mostExcludes) return `At most ${mostExcludes} filters are taken.`;
    const problems = excludes.map((text) => excludeOf(text, readOnly));
    return problems.find((problem) => typeof problem === 'string');
  }

  /** The exclude filters, as they were typed. */
  get excludes(): readonly string[] {
    return [...this.#excludes.keys()];
  }

  /** Shows only the topics that pass a filter; one that is wrong changes nothing but `problem`. */
  set(text: string, now: number): void {
    const filter = readFilter(text, this.#context());
    this.problem = typeof filter === 'string' ? filter : undefined;
    this.#wiring.onChange();
    if (typeof filter === 'string') return;
    this.text = text;
    this.#filter = filter;
    this.apply(now);
  }

  /** Hides the topics that pass a filter; returns in one sentence why not. */
  exclude(text: string, now: number): string | undefined {
    const typed = text.trim();
    if (this.#excludes.has(typed)) return 'These topics are left out already.';
    if (this.#excludes.size >= mostExcludes)
      return `There are ${mostExcludes} exclude filters already: take one back with /include.`;
    const problem = this.#addExclude(typed);
    if (problem === undefined) this.apply(now);
    return problem;
  }

  /** Takes an exclude filter back, or with an empty text all; says whether there was one. */
  include(text: string, now: number): boolean {
    const had = this.#excludes.size;
    if (text.trim() === '') this.#excludes.clear();
    else this.#excludes.delete(text.trim());
    if (this.#excludes.size === had) return false;
    this.apply(now);
    return true;
  }

  /** Opens the branches above a topic, so that it is to be seen; a filter that hides it goes on doing so. */
  reveal(topic: string): void {
    const { tree, onChange } = this.#wiring;
    for (let up = tree().find(topic)?.parent; up !== undefined; up = up.parent)
      if (!up.isOpen) tree().view.setOpen(up, true);
    onChange();
  }

  /** Tells the tree what to show; also when it is another tree. */
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
