import { takeArgument } from '../../format/command-arguments.ts';
import type { SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { sizedPanes } from '../layout/pane-sizes.ts';
import { resetSizes } from './borders.ts';

const usage = `Name a pane and its share in percent: /size tree 30; the panes are ${sizedPanes.join(', ')}.`;

/** The slash command for the sizes of the panes. */
export const sizeCommand: SlashCommand = slashCommand({
  name: 'size',
  parameters: '[PANE PERCENT]',
  description:
    'how much of the width the tree or people have, or of the height the details have; without arguments, the usual sizes',
  needs: [],
  complete: (_, { before }) =>
    before.trim() === '' ? sizedPanes.map((text) => ({ text, about: '' })) : [],
  run: (context, text) => {
    if (text.trim() === '') {
      resetSizes(context);
      return undefined;
    }
    const { first, rest } = takeArgument(text.trim());
    const pane = sizedPanes.find((one) => one === first.toLowerCase());
    const percent = /^(?<number>\d{1,2}) ?%?$/.exec(rest.trim())?.groups?.['number'];
    if (pane === undefined || percent === undefined) return usage;
    context.dispatch({ type: 'pane-resized', pane, share: Number(percent) / 100 });
    return undefined;
  },
});
