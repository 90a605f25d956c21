import type { ActionContext, SlashCommand } from '../action-context.ts';
import { noMonitor } from '../topics/no-monitor.ts';

/** Opens what the broker tells about itself; says in one sentence why it cannot. */
export const showBroker = ({ session, dispatch }: ActionContext): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  dispatch({ type: 'sheet-changed', sheet: { kind: 'broker', node: 0, top: 0 } });
  return undefined;
};

/** The slash command that opens it. */
export const brokerSlashCommand: SlashCommand = {
  name: 'broker',
  aliases: [],
  parameters: '',
  completes: 'none',
  description: 'what the broker tells about itself: version, clients, rates, memory ($SYS)',
  run: showBroker,
};
