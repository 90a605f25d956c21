import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';

/** Looks for what is retained on the topics that filters match, and lists it. */
export const openClean = (
  { session, dispatch }: ActionContext,
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
const clean = (context: ActionContext, text: string): string | undefined => {
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
  const { selected } = context.state();
  if (filters.length === 0 && selected?.kind === 'topic') filters.push(`${selected.topic}/#`);
  if (filters.length === 0) return 'Below which topic filter? /clean FILTER';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
    if (sharedSubscription(filter) !== undefined)
      return 'A shared subscription gets no retained messages; give the filter in it.';
  }
  openClean(context, filters, isDry);
  return undefined;
};

/** The slash command that finds and clears what is retained. */
export const cleanSlashCommand: SlashCommand = {
  name: 'clean',
  aliases: [],
  parameters: '[FILTER] [--dry-run]',
  completes: 'topic',
  description:
    'list what is retained below a topic filter, or what is shown, and clear it; asks first',
  run: clean,
};
