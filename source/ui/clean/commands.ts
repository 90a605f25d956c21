import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { topics } from '../input/candidates.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';

/** `/clean [FILTER]… [--dry-run]`; without a filter, the shown topic and everything below it. */
const clean = (context: ContextWith<'broker'>, text: string): string | undefined => {
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
  if (filters.length === 0) return 'Which topic filter? /clean FILTER';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
    if (sharedSubscription(filter) !== undefined)
      return 'A shared subscription gets no retained messages: give the filter alone.';
  }
  context.session.findRetained(filters);
  context.dispatch({ type: 'sheet-changed', sheet: { kind: 'clean', isDry, top: 0 } });
  return undefined;
};

/** The slash command that finds and clears retained messages. */
export const cleanCommand = slashCommand({
  name: 'clean',
  parameters: '[FILTER] [--dry-run]',
  description:
    'list what is retained on a topic filter, or below the topic shown, and clear it; asks first',
  needs: ['broker'],
  complete: topics,
  run: clean,
});
