import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { Narrowing } from '../../session/retained/retained-cleanup.ts';
import type { ActionContext, ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { topics } from '../input/candidates.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';

/** What the tree shows, if a filter or an exclude filter hides anything; otherwise all is meant. */
const shownInTree = ({ session }: ActionContext): Narrowing | undefined => {
  const { tree, filters } = session.monitor ?? {};
  if (tree === undefined || filters === undefined) return undefined;
  if (filters.text === '' && filters.excludes.length === 0) return undefined;
  return {
    words:
      filters.text === ''
        ? 'not excluded from the tree'
        : `shown by the filter ${printable(filters.text, 60)}`,
    accepts: (topic) => {
      const node = tree.find(topic);
      // What no message has come of is hidden by a filter, but not excluded.
      return node === undefined ? filters.text === '' : node.matches && !node.isExcluded;
    },
  };
};

/**
 * `/clean [FILTER]… [--dry-run]`; without a filter, the shown topic and everything below it, as
 * far as the tree shows it.
 */
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
  const narrowing = filters.length === 0 ? shownInTree(context) : undefined;
  if (filters.length === 0 && selected?.kind === 'topic') filters.push(`${selected.topic}/#`);
  if (filters.length === 0) return 'Which topic filter? /clean FILTER';
  for (const filter of filters) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) return problem;
    if (sharedSubscription(filter) !== undefined)
      return 'A shared subscription gets no retained messages: give the filter alone.';
  }
  const { session } = context;
  session.findRetained(filters, narrowing);
  const sheet = { kind: 'clean', isDry: isDry || session.isReadOnly, top: 0 } as const;
  context.dispatch({ type: 'sheet-changed', sheet });
  return undefined;
};

/** The slash command that finds and clears retained messages. */
export const cleanCommand = slashCommand({
  name: 'clean',
  parameters: '[FILTER] [--dry-run]',
  description:
    'list what is retained on a topic filter, or what the tree shows at and below the topic, and clear it; asks first',
  needs: ['broker'],
  complete: topics,
  run: clean,
});
