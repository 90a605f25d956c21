import { slashCommand } from '../commands/slash-command.ts';

/** The slash command that opens the list of servers. */
export const serversCommand = slashCommand({
  name: 'servers',
  description: 'the servers of --url or --host, with their state: connect to another one',
  needs: ['broker'],
  run: ({ session, dispatch }) => {
    const { servers, server } = session;
    const inUse = servers.all.findIndex((one) => one === server);
    dispatch({ type: 'sheet-changed', sheet: { kind: 'servers', index: Math.max(0, inUse) } });
    return undefined;
  },
});
