import { count } from '../../format/count.ts';
import type { TreeLimits } from '../../model/tree-limits.ts';
import type { FullTree } from '../../model/tree-wiring.ts';

/** Tells what becomes of new topics in a full tree, each outcome once. */
export class FullTreeNotices {
  readonly #limits: TreeLimits;
  readonly #notify: (text: string) => void;
  readonly #told = new Set<FullTree['outcome']>();

  constructor(limits: TreeLimits, notify: (text: string) => void) {
    this.#limits = limits;
    this.#notify = notify;
  }

  tell({ outcome, limit }: FullTree): void {
    if (this.#told.has(outcome)) return;
    this.#told.add(outcome);
    const [reached, flag] =
      limit === 'topics'
        ? [`The tree is full at ${count(this.#limits.topics)} topics`, '--max-topics']
        : ['The tree is full of long topic names', '--memory'];
    this.#notify(
      outcome === 'gave way'
        ? `${reached}: those silent longest give way to new ones; a greater ${flag} keeps more.`
        : `${reached} that must stay, such as retained ones: new ones are not shown; set a greater ${flag}.`,
    );
  }
}
