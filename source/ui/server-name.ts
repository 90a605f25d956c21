import { addressInWords } from '../mqtt/server-address.ts';
import { printable } from '../payload/printable.ts';
import type { MqttSession } from '../session/session.ts';
import type { Workspace } from '../session/workspace.ts';
import { truncate } from './draw/cells.ts';

/** What a broker is called on the screen, safe to draw: by its profile, or by its address without one. */
export const serverName = ({ name, server }: MqttSession): string => {
  const address = server?.address;
  return printable(name ?? (address === undefined ? 'this machine' : addressInWords(address)), 60);
};

/** The same, cut so that what stands beside it is seen. */
export const shortServerName = (session: MqttSession): string => truncate(serverName(session), 20);

/** What comes before the title of something of a broker: its name, where there are several. */
export const serverPrefix = (
  { hasSeveral }: Pick<Workspace, 'hasSeveral'>,
  session: MqttSession,
): string => (hasSeveral ? `${shortServerName(session)} · ` : '');

/** Where a question is about, behind what it names: on which broker, where there are several. */
export const onServer = (
  { hasSeveral }: Pick<Workspace, 'hasSeveral'>,
  session: MqttSession,
): string => (hasSeveral ? ` on ${serverName(session)}` : '');
