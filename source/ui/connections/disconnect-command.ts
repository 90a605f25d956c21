import { takeArgument } from '../../format/command-arguments.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext, Completer } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { plainCandidates } from '../input/candidates.ts';
import { serverName } from '../server-name.ts';
import { leaveBroker } from './leave-broker.ts';

/** Closes a session; asks first where that loses what was said. */
const disconnect = (context: ActionContext, text: string): string | undefined => {
  const { workspace } = context;
  const name = takeArgument(text.trim()).first;
  const session =
    name === ''
      ? context.session
      : workspace.sessions.find((one) => one.name === name || serverName(one) === name);
  if (session === undefined) return `${printable(name, 60)} is not open.`;
  if (session.isEmpty) return 'No broker is open.';
  leaveBroker(context, session);
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
