import { type DecoderChoice, readChoice } from '../../payload/decoder-choice.ts';
import type { Controls } from '../controls.ts';
import { chosenDecoder } from './chosen-decoder.ts';
import { detailedMessage } from './detailed-message.ts';

const noTopic =
  'Choose a topic first, and switch its details on with d: the decoder is for the payload there.';

const nameOf = ({ name, argument }: DecoderChoice): string =>
  argument === '' ? name : `${name}:${argument}`;

/** The next other decoder that fits the payload shown, and after the last one the program's own choice. */
export const nextDecoder = (controls: Controls): void => {
  const { session, state } = controls;
  if (detailedMessage(session, state()) === undefined) session.notify(noTopic);
  else void session.payloads.ready().then(() => chooseNext(controls));
};

const chooseNext = ({ session, state, dispatch }: Controls): void => {
  const message = detailedMessage(session, state());
  if (message === undefined) return;
  const { topic } = message;
  const { payloads } = session;
  const own = payloads.read(message, undefined).decoded.kind;
  // What is shown anyway is no change.
  const fitting = payloads
    .fitting(message)
    .filter((choice) => payloads.read(message, choice).decoded.kind !== own);
  const now = chosenDecoder(state(), topic);
  const index = fitting.findIndex((choice) => now !== undefined && nameOf(choice) === nameOf(now));
  const choice = now !== undefined && index === -1 ? undefined : fitting[index + 1];
  dispatch({ type: 'decoder-chosen', topic, choice });
};

/** Chooses the decoder for the topic shown; `auto` lets the program choose. */
export const decodeCommand = (controls: Controls, text: string): string | undefined => {
  const { session, state, dispatch } = controls;
  const message = detailedMessage(session, state());
  if (message === undefined) return noTopic;
  const typed = text.trim();
  const { topic } = message;
  if (typed === '' || typed.toLowerCase() === 'auto') {
    dispatch({ type: 'decoder-chosen', topic, choice: undefined });
    return undefined;
  }
  const choice = readChoice(typed, session.payloads.typeNames);
  if (typeof choice === 'string') return choice;
  dispatch({ type: 'decoder-chosen', topic, choice });
  return undefined;
};
