import { share } from './share-command.ts';
import type { SlashCommand } from '../controls.ts';
import { unwatch, watch } from './watch-commands.ts';

/** The slash commands that bring topics into the conversation. */
export const watchCommands: readonly SlashCommand[] = [
  {
    name: 'share',
    aliases: [],
    usage: '[TOPIC]',
    completes: 'topic',
    does: 'say the value of a topic in the room; alone, of the topic selected in the tree',
    run: share,
  },
  {
    name: 'watch',
    aliases: [],
    usage: '[TOPIC [.PATH] > VALUE] [--post [ROOM]] [--by NUMBER] [--every SECONDS]',
    completes: 'topic',
    does: 'tell when a value comes to be > >= < <= = or != another, and when no longer; --post says it in the room; alone, list the watches',
    run: watch,
  },
  {
    name: 'unwatch',
    aliases: [],
    usage: 'NUMBER|TOPIC',
    completes: 'watch',
    does: 'end a watch',
    run: unwatch,
  },
];
