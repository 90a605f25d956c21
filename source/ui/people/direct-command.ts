import { noChat } from '../rooms/tell.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** Writes to one person alone, and goes to the conversation; without a text only the latter. */
const writeTo = (context: ActionContext, text: string): string | undefined => {
  const { session, state } = context;
  const { first: name, rest } = takeArgument(text.trimStart());
  if (session.chat === undefined) return noChat;
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  if (name === '') return 'To whom? /msg NICK TEXT';
  const shown = selectedRoom(session, state());
  const opened = session.chat.direct.open(name, shown);
  if (typeof opened === 'string') return opened;
  const refusal = rest.trim() === '' ? undefined : session.chat.send(opened.topic, rest);
  if (refusal === undefined) changeSelection(context, { kind: 'room', topic: opened.topic });
  return refusal;
};

/** The slash command for a conversation with one other. */
export const directCommand: SlashCommand = {
  name: 'msg',
  aliases: [],
  parameters: 'NICK [TEXT]',
  completes: 'person',
  description: 'write to one person alone, in a conversation of its own',
  isSecret: () => true,
  run: writeTo,
};
