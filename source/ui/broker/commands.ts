import { slashCommand } from '../commands/slash-command.ts';

/** The slash command that opens the broker's own figures. */
export const brokerCommand = slashCommand({
  name: 'broker',
  description: "the broker's own figures: version, clients, rates, memory ($SYS)",
  needs: ['topics'],
  run: ({ dispatch }) => {
    dispatch({ type: 'sheet-changed', sheet: { kind: 'broker', node: 0, top: 0 } });
    return undefined;
  },
});
