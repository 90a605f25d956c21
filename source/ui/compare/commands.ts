import type { SlashCommand } from '../controls.ts';
import { compareHere, markMessage } from './actions.ts';

/** The slash commands that are about messages beside each other. */
export const compareCommands: readonly SlashCommand[] = [
  {
    name: 'mark',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'mark the message pointed at, or the newest, to compare others with it',
    run: markMessage,
  },
  {
    name: 'compare',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'compare the message pointed at with the marked one, or with the one before',
    run: compareHere,
  },
];
