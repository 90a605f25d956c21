import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Selection, TopicsState } from '../topics/state.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import type { InputState } from './state.ts';

/** The parts of the input box that belong to a selection. */
type Drafting = Pick<InputState, 'input' | 'drafts' | 'sentIndex' | 'draft' | 'completion'>;

/** How many selections keep a draft. */
const limit = 100;

const selectionKey = (selection: Selection | undefined): string =>
  selection === undefined ? '' : `${selection.kind} ${selection.topic}`;

/** Saves the draft of the selection being left, and restores that of the next one. */
export const switchDraft = (
  state: Drafting & Pick<TopicsState, 'selected'>,
  next: Selection | undefined,
): Drafting => {
  const { input, sentIndex, draft, completion } = state;
  const [from, to] = [selectionKey(state.selected), selectionKey(next)];
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
