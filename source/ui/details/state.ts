import { BoundedMap } from '../../collections/bounded-map.ts';
import type { DecoderChoice } from '../../payload/decoder-choice.ts';
import { type Folds, noFolds } from '../../payload/folds.ts';
import type { ValuePath } from '../../payload/value-path.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** Where the details pane stands. It stays by path while newer messages of the topic come. */
export type DetailsState = {
  /** The first row on the screen, as long as the cursor stands in `cursorRow`. */
  readonly top: number;
  /** The path of the value that the cursor is on; `undefined` before it was moved. */
  readonly cursor: ValuePath | undefined;
  readonly cursorRow: number;
  readonly folds: Folds;
  /** What was searched last. */
  readonly searched: string;
  /** The decoders that were chosen, by topic. */
  readonly choices: ReadonlyMap<string, DecoderChoice>;
};

/** A search in the payload that is shown in detail, from the value that the cursor was on. */
export type DetailsSearch = {
  readonly kind: 'details';
  readonly line: EditedLine;
  readonly from: ValuePath | undefined;
};

/** What happens to the details pane. */
export type DetailsAction =
  | { readonly type: 'details-scrolled'; readonly top: number; readonly cursorRow: number }
  | {
      readonly type: 'details-pointed';
      readonly cursor: ValuePath | undefined;
      readonly cursorRow: number;
      readonly top: number;
    }
  | { readonly type: 'details-folded'; readonly folds: Folds }
  | { readonly type: 'details-searched'; readonly text: string }
  | {
      readonly type: 'decoder-chosen';
      readonly topic: string;
      /** `undefined` lets the program choose. */
      readonly choice: DecoderChoice | undefined;
    };

/** For how many topics a decoder may be chosen; then the oldest choice is forgotten. */
const mostChoices = 1000;

export const initialDetails: DetailsState = {
  top: 0,
  cursor: undefined,
  cursorRow: 0,
  folds: noFolds,
  searched: '',
  choices: new Map(),
};

/** The decoder that was chosen for a topic. */
export const chosenDecoder = (
  { details }: { readonly details: DetailsState },
  topic: string,
): DecoderChoice | undefined => details.choices.get(topic);

/** For another topic: only what was chosen by topic stays. */
export const leaveDetails = ({ choices }: DetailsState): DetailsState => ({
  ...initialDetails,
  choices,
});

const choose = (
  { choices }: DetailsState,
  topic: string,
  choice: DecoderChoice | undefined,
): ReadonlyMap<string, DecoderChoice> => {
  const next = new BoundedMap(mostChoices, choices);
  if (choice === undefined) next.delete(topic);
  else next.renew(topic, choice);
  return next;
};

/** The next state of the details pane. Pure. */
export const detailsReducer = (state: DetailsState, action: DetailsAction): DetailsState => {
  switch (action.type) {
    case 'details-scrolled':
      return { ...state, top: Math.max(0, action.top), cursorRow: action.cursorRow };
    case 'details-pointed':
      return {
        ...state,
        cursor: action.cursor,
        cursorRow: action.cursorRow,
        top: Math.max(0, action.top),
      };
    case 'details-folded':
      return { ...state, folds: action.folds };
    case 'details-searched':
      return { ...state, searched: action.text };
    case 'decoder-chosen':
      return {
        ...state,
        choices: choose(state, action.topic, action.choice),
        // What another decoder makes of it has other rows.
        top: 0,
        cursor: undefined,
        cursorRow: 0,
        folds: noFolds,
      };
  }
};
