import type { SlashCommand } from '../action-context.ts';
import { compareHere, markMessage } from './actions.ts';

/** The slash commands that are about messages beside each other. */
export const compareCommands: readonly SlashCommand[] = [
  {
    name: 'mark',
    aliases: [],
    parameters: '',
    completes: 'none',
    description: 'mark the message pointed at, or the newest, to compare others with it',
    run: markMessage,
  },
  {
    name: 'compare',
    aliases: [],
    parameters: '',
    completes: 'none',
    description: 'compare the message pointed at with the marked one, or with the previous one',
    run: compareHere,
  },
];
