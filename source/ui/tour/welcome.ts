import type { MqttSession } from '../../session/session.ts';
import type { ActionTables } from '../action-context.ts';
import { openHelp } from '../help/actions.ts';
import { keyAlways, keyOf, keyOfCommand } from '../keys/key-of.ts';
import { interrupt } from '../quitting/actions.ts';
import { screenActions } from '../screen-actions.ts';

/** Who is welcomed: somebody who sees the screen for the first time, or looks at the demo. */
export type Welcome = 'first run' | 'demo';

/** What the screen says at its start, a sentence a line; it names no pane by its place. */
export const welcomeLines = (tables: ActionTables, welcome: Welcome): readonly string[] =>
  welcome === 'demo'
    ? ['A made-up house on this machine; nothing is kept. /tour shows you round.']
    : [
        `${keyOf({ tables }, screenActions.nextPane)} goes to the tree and the log.`,
        `${keyOfCommand({ tables }, 'jump')} finds a topic or command.`,
        `${keyOfCommand({ tables }, 'connect')} connects to other brokers.`,
        `${keyAlways({ tables }, openHelp)} lists every key.`,
        `${keyAlways({ tables }, interrupt)} twice or /quit leaves.`,
        'New here? mqtt-tui --demo has a /tour.',
      ];

/** Says it in the first room, for this screen alone; without rooms, the last of it is a notice, and the demo has no tour. */
export const tellWelcome = (session: MqttSession, tables: ActionTables, welcome: Welcome): void => {
  const lines = welcomeLines(tables, welcome);
  const [room] = session.chat?.rooms.values() ?? [];
  for (const line of lines) room?.tell(line, session.now);
  if (room === undefined && welcome === 'first run') session.notify(lines.slice(-3).join(' '));
};
