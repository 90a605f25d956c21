import { readChoice } from '../../payload/decoder-choice.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { detailedMessage } from './detailed-message.ts';
import { noTopic } from './next-decoder.ts';

/** Chooses the decoder for the topic shown; `auto` lets the program choose. */
const decode = (context: ActionContext, text: string): string | undefined => {
  const { session, state, dispatch } = context;
  const message = detailedMessage(session, state());
  if (message === undefined) return noTopic;
  const typed = text.trim();
  const { topic } = message;
  if (typed === '' || typed.toLowerCase() === 'auto') {
    dispatch({ type: 'decoder-chosen', topic, choice: undefined });
    return undefined;
  }
  const choice = readChoice(typed, session.payloads.schemas);
  if (typeof choice === 'string') return choice;
  dispatch({ type: 'decoder-chosen', topic, choice });
  return undefined;
};

/** The slash commands that are about payloads in detail. */
export const detailsCommands: readonly SlashCommand[] = [
  {
    name: 'decode',
    aliases: [],
    parameters: '[DECODER | auto]',
    completes: 'decoder',
    description:
      'how the payloads of the topic shown are decoded, as hex or protobuf:my.pkg.Reading',
    run: decode,
  },
];
