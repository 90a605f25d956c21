import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls } from '../controls.ts';
import { selectPlace } from '../topics/select-place.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** Writes to one person alone, and goes to the conversation; without a text only the latter. */
export const writeTo = (controls: Controls, text: string): string | undefined => {
  const { session, state } = controls;
  const { first: name, rest } = takeArgument(text.trimStart());
  if (session.chat === undefined) return 'This needs the chat, which --no-chat has switched off.';
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  if (name === '') return 'To whom? /msg NICK TEXT';
  const shown = selectedRoom(session, state());
  const opened = session.chat.direct.open(name, shown);
  if (typeof opened === 'string') return opened;
  const refusal = rest.trim() === '' ? undefined : session.chat.say(opened.topic, rest);
  if (refusal === undefined) selectPlace(controls, { kind: 'room', topic: opened.topic });
  return refusal;
};
