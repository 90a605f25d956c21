import type { Signer } from '../chat/signed-line.ts';
import { BoundedMap } from '../collections/bounded-map.ts';
import { printable } from '../payload/printable.ts';
import { outline } from './confusable-names.ts';
import type { Standing } from './known-key.ts';
import { TokenBucket } from './token-bucket.ts';

/** How many names are remembered as explained: a stranger can invent any number. */
const mostExplained = 1000;

/** How many explanations there are at once, and then per second. */
const flow = { burst: 4, perSecond: 1 / 60 };

const sentenceOf = (name: string, kind: string, isUs: boolean): string => {
  if (kind === 'missing')
    return `? marks what is not signed, though ${isUs ? 'you have' : `${name} has`} a key: it may be somebody else.`;
  if (kind === 'invalid') return `≠ marks a wrong signature: ${name} did not sign this line.`;
  const command = /\s/.test(name) ? `/verify "${name}"` : `/verify ${name}`;
  return `≠ marks another key than ${isUs ? 'yours' : `the one you know of ${name}`}: ${command}`;
};

/** Explains the marks after a name, once for each name and kind in a run. */
export class MarkHints {
  readonly #explained = new BoundedMap<string, true>(mostExplained);
  readonly #flow = new TokenBucket(flow);

  /** A sentence about the mark of a line, if it is due; `at` in ms since the epoch. */
  take(
    { user, standing, signer }: { user: string; standing: Standing; signer: Signer },
    isUs: boolean,
    at: number,
  ): string | undefined {
    if (standing === 'known' || standing === 'new') return undefined;
    const kind = signer.kind === 'invalid' ? 'invalid' : standing;
    const id = `${kind} ${outline(user)}`;
    if (this.#explained.has(id) || !this.#flow.take(at)) return undefined;
    this.#explained.set(id, true);
    return sentenceOf(printable(user, 100), kind, isUs);
  }
}
