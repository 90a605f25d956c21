import { BoundedMap } from '../../collections/bounded-map.ts';
import type { DecoderChoice } from '../../payload/decoder-choice.ts';
import { type Folds, noFolds } from '../../payload/folds.ts';
import type { ValuePath } from '../../payload/value-path.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** The state of the details pane. The cursor is a path, so that it stays put when newer messages arrive. */
export type DetailsState = {
  /** The first row on the screen, while the cursor is in `cursorRow`. */
  readonly top: number;
  /** The path of the value at the cursor; `undefined` before the cursor was moved. */
  readonly cursor: ValuePath | undefined;
  readonly cursorRow: number;
  readonly folds: Folds;
  /** The last search text. */
  readonly searched: string;
  /** The chosen decoders, by topic. */
  readonly choices: ReadonlyMap<string, DecoderChoice>;
};

/** A search in the payload, starting at the cursor from `before`. */
export type DetailsSearch = {
  readonly kind: 'details';
  readonly line: EditedLine;
  /** The pane as it was when the search began. */
  readonly before: DetailsState;
};

/** An event of the details pane. */
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
  /** The pane goes back to what it was. */
  | { readonly type: 'details-returned'; readonly to: DetailsState }
  | {
      readonly type: 'decoder-chosen';
      readonly topic: string;
      /** `undefined` leaves the choice to the program. */
      readonly choice: DecoderChoice | undefined;
    };

/** How many topics may have a chosen decoder; beyond that the oldest choice is forgotten. */
const mostChoices = 1000;

export const initialDetails: DetailsState = {
  top: 0,
  cursor: undefined,
  cursorRow: 0,
  folds: noFolds,
  searched: '',
  choices: new Map(),
};

/** The decoder chosen for a topic. */
export const chosenDecoder = (
  { details }: { readonly details: DetailsState },
  topic: string,
): DecoderChoice | undefined => details.choices.get(topic);

/** Resets the pane for another topic, and keeps the decoder choices. */
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
    case 'details-returned':
      return action.to;
    case 'decoder-chosen':
      return {
        ...state,
        choices: choose(state, action.topic, action.choice),
        // Another decoder may produce different rows.
        top: 0,
        cursor: undefined,
        cursorRow: 0,
        folds: noFolds,
      };
  }
};
