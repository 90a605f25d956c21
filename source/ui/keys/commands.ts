import { slashCommand } from '../commands/slash-command.ts';
import { presetNames } from './presets/presets.ts';

/** The slash command that tries a preset of keys. */
export const keysCommand = slashCommand({
  name: 'keys',
  parameters: '[PRESET]',
  description: 'try the keys of a preset; [keys] of config.toml sets them for good',
  needs: [],
  choices: presetNames,
  chosen: ({ tables }) => tables.presets?.preset(),
  run: ({ session, tables: { presets } }, text) => {
    const typed = text.trim();
    const preset = typed === '' ? presets?.preset() : presetNames.find((name) => name === typed);
    if (presets === undefined || preset === undefined)
      return `/keys takes one of ${presetNames.join(', ')}.`;
    const problem = typed === '' ? undefined : presets.take(preset);
    if (problem === undefined) session.notify(`The keys are those of the preset "${preset}".`);
    return problem;
  },
});
