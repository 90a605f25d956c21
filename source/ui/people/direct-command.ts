import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import type { DirectRoom } from '../../model/direct-room.ts';
import { EncryptedConversation } from '../../session/chat/encrypted-conversation.ts';
import { correspondents } from '../input/candidates.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { editedLine } from '../widgets/line-editor.ts';
import { askIfDoubtful } from './ask-doubt.ts';

const show = (context: ContextWith<'chat'>, { topic }: DirectRoom): void => {
  changeSelection(context, { kind: 'room', topic });
  context.dispatch({ type: 'pane-focused', pane: 'input' });
};

/** Whether the user has yet to see that a conversation is not encrypted, or to say yes to writing there. */
const isToBeSeen = ({ session }: ContextWith<'chat'>, conversation: DirectRoom): boolean =>
  session.chat.direct.doubt(conversation) !== undefined ||
  !(conversation instanceof EncryptedConversation || conversation.hasSpoken);

/**
 * Sends a direct message and opens the conversation; without a text it only opens it. What must be seen
 * first is shown, and the text waits in the input box.
 */
const writeTo = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { session, state } = context;
  const { first: name, rest } = takeArgument(text.trimStart());
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  if (name === '') return 'Which person? /msg NICK TEXT';
  const shown = selectedRoom(session, state());
  const opened = session.chat.direct.open(name, shown);
  if (typeof opened === 'string') return opened;
  if (isToBeSeen(context, opened)) {
    show(context, opened);
    if (rest.trim() !== '') context.dispatch({ type: 'line-edited', line: editedLine(rest) });
    askIfDoubtful(context, () => undefined);
    return undefined;
  }
  const refusal = rest.trim() === '' ? undefined : session.chat.send(opened.topic, rest);
  if (refusal === undefined) show(context, opened);
  return refusal;
};

/** The slash command for direct messages. */
export const directCommand = slashCommand({
  name: 'msg',
  parameters: 'NICK [TEXT]',
  description: 'send a direct message to one person',
  needs: ['chat', 'publishing'],
  isSecret: () => true,
  complete: correspondents,
  run: writeTo,
});
