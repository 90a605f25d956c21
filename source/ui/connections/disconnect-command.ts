import { takeArgument } from '../../format/command-arguments.ts';
import { plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext, Completer } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { plainCandidates } from '../input/candidates.ts';
import { lostWith } from '../quitting/lost-with.ts';
import { serverName } from '../server-name.ts';

const leave = ({ workspace }: ActionContext, session: MqttSession): void => {
  const name = serverName(session);
  void workspace.disconnect(session).then(() => workspace.current.notify(`Left ${name}.`));
};

/** Closes a session; asks first where that loses what was said. */
const disconnect = (context: ActionContext, text: string): string | undefined => {
  const { workspace, dispatch } = context;
  const name = takeArgument(text.trim()).first;
  const session =
    name === ''
      ? context.session
      : workspace.sessions.find((one) => one.name === name || serverName(one) === name);
  if (session === undefined) return `${printable(name, 60)} is not open.`;
  if (session.isEmpty) return 'No broker is open.';
  const lost = lostWith(session);
  if (lost === 0) {
    leave(context, session);
    return undefined;
  }
  dispatch({
    type: 'asked',
    question: {
      text: `Leave ${serverName(session)}? ${plural(lost, 'sentence', 'sentences')} still waiting for the broker would be lost.`,
      isTyped: true,
      yes: () => leave(context, session),
    },
  });
  return undefined;
};

const openNames: Completer = ({ workspace }) => plainCandidates(workspace.sessions.map(serverName));

/** The slash command that leaves a broker. */
export const disconnectCommand = slashCommand({
  name: 'disconnect',
  parameters: '[NAME]',
  description: 'take leave of a broker and close it: the current one, or one by its name',
  needs: ['broker'],
  complete: openNames,
  run: disconnect,
});
