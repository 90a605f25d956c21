import type { ActionContext } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { printable } from '../../payload/printable.ts';
import { readTimeFormat, timeFormatNames } from './time-format.ts';

/** Sets how times are shown; without an argument, says how. */
const setTimeFormat = (
  { session, state, dispatch }: ActionContext,
  text: string,
): string | undefined => {
  const typed = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const format = typed === '' ? state().timeFormat : readTimeFormat(typed);
  if (typeof format === 'string') return `/time-format: ${format}`;
  dispatch({ type: 'time-format-chosen', format });
  session.notify(
    `Times are shown as ${printable(format.name, 100)}: ${format.exact.text(session.now).trim()}.`,
  );
  return undefined;
};

/** The slash command for how times are shown. */
export const timeFormatCommand = slashCommand({
  name: 'time-format',
  parameters: '[FORMAT]',
  description: 'how to show times: a name, or a pattern of strftime such as "%d.%m. %H:%M"',
  needs: [],
  choices: timeFormatNames,
  run: setTimeFormat,
});
