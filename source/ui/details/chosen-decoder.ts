import type { DecoderChoice } from '../../payload/decoder-choice.ts';
import type { UiState } from '../ui-state.ts';

/** The decoder that was chosen for a message's topic. */
export const chosenDecoder = (
  state: Pick<UiState, 'details'>,
  topic: string,
): DecoderChoice | undefined => state.details.choices.get(topic);
