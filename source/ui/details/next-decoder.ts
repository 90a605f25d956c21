import { choiceText } from '../../payload/decoder-choice.ts';
import type { ActionContext } from '../action-context.ts';
import { detailedMessage } from './detailed-message.ts';
import { chosenDecoder } from './state.ts';

/** Shown when no decoder can be chosen. */
export const noTopic = 'Choose a topic first, and open its details with d.';

/** Chooses the next decoder that fits the payload; after the last one, back to the program's choice. */
export const nextDecoder = (context: ActionContext): void => {
  const { session, state } = context;
  if (detailedMessage(session, state()) === undefined) session.notify(noTopic);
  else void session.payloads.ready().then(() => chooseNext(context));
};

const chooseNext = ({ session, state, dispatch }: ActionContext): void => {
  const message = detailedMessage(session, state());
  if (message === undefined) return;
  const { topic } = message;
  const { payloads } = session;
  const own = payloads.read(message, undefined).decoded.kind;
  // The decoder already in use would change nothing.
  const fitting = payloads
    .fitting(message)
    .filter((choice) => payloads.read(message, choice).decoded.kind !== own);
  const now = chosenDecoder(state(), topic);
  const index = fitting.findIndex(
    (choice) => now !== undefined && choiceText(choice) === choiceText(now),
  );
  const choice = now !== undefined && index === -1 ? undefined : fitting[index + 1];
  dispatch({ type: 'decoder-chosen', topic, choice });
};
