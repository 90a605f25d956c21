import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import type { Controls, SlashCommand } from '../controls.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';

/** Looks for what is retained on the topics that filters match, and lists it. */
export const openClean = (
  { session, dispatch }: Controls,
  filters: readonly string[],
  isDry: boolean,
): void => {
  if (session.recording !== undefined) {
    session.notify('This is a recording: there is no broker to clean.');
    return;
  }
  session.findRetained(filters);
  dispatch({ type: 'sheet-changed', sheet: { kind: 'clean', isDry, top: 0 } });
};

/** `/clean [FILTER]… [--dry-run]`; without a filter at and below the topic that is shown. */
const clean = (controls: Controls, text: string): string | undefined => {
  const filters: string[] = [];
  let isDry = false;
  for (let left = text.trim(); left !== '';) {
    const problem = quoteProblem(left);
    if (problem !== undefined) return problem;
    const { first, rest } = takeArgument(left);
    if (first === '--dry-run') isDry = true;
    else filters.push(first);
    left = rest.trim();
  }
  const { selected } = controls.state();
  if (filters.length === 0 && selected?.kind === 'topic') filters.push(`${selected.topic}/#`);
  if (filters.length === 0) return 'Below which topic filter? /clean FILTER';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
    if (sharedSubscription(filter) !== undefined)
      return 'A shared subscription gets no retained messages; give the filter in it.';
  }
  openClean(controls, filters, isDry);
  return undefined;
};

/** The slash command that finds and clears what is retained. */
export const cleanCommand: SlashCommand = {
  name: 'clean',
  aliases: [],
  usage: '[FILTER] [--dry-run]',
  completes: 'topic',
  does: 'list what is retained below a topic filter, or what is shown, and clear it after a question',
  run: clean,
};
