import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Selection, TopicsState } from '../topics/state.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import type { InputState } from './state.ts';

/** What of the input box belongs to the place that is typed in. */
type Drafting = Pick<InputState, 'input' | 'drafts' | 'sentIndex' | 'draft' | 'completion'>;

/** How many places keep a draft. */
const limit = 100;

const placeKey = (place: Selection | undefined): string =>
  place === undefined ? '' : `${place.kind} ${place.topic}`;

/** Puts away what is being typed in the place that is left, and brings back what was typed in the next one. */
export const switchDraft = (
  state: Drafting & Pick<TopicsState, 'selected'>,
  next: Selection | undefined,
): Drafting => {
  const { input, sentIndex, draft, completion } = state;
  const [from, to] = [placeKey(state.selected), placeKey(next)];
  if (from === to) return { input, drafts: state.drafts, sentIndex, draft, completion };
  const drafts = new BoundedMap(limit, state.drafts);
  const brought = drafts.get(to) ?? emptyLine;
  for (const key of [from, to]) drafts.delete(key);
  if (input.characters.length > 0) drafts.set(from, input);
  return {
    input: { ...brought, killed: input.killed },
    drafts,
    sentIndex: -1,
    draft: '',
    completion: undefined,
  };
};
