import { choiceText, decoderChoices, readChoice } from '../../payload/decoder-choice.ts';
import { decoderNamed } from '../../payload/decoders.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { detailedMessage } from './detailed-message.ts';
import { noTopic } from './next-decoder.ts';

/** Chooses the decoder for the topic shown; with `auto` the program chooses. */
const decode = (context: ContextWith<'topics'>, text: string): string | undefined => {
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

const decoderNames: Completer = ({ session }) => [
  { text: 'auto', about: 'the one that fits' },
  ...decoderChoices(session.payloads.schemas).map((choice) => ({
    text: choiceText(choice),
    about: choice.argument === '' ? (decoderNamed(choice.name)?.accepts ?? '') : '',
  })),
];

/** The slash commands for payload details. */
export const detailsCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'decode',
    parameters: '[DECODER | auto]',
    description:
      'how to decode the payloads of the topic shown, such as hex or protobuf:my.pkg.Reading',
    needs: ['topics'],
    complete: decoderNames,
    run: decode,
  }),
];
