import { printable } from '../../payload/printable.ts';
import { type ActionContext, findSlashCommand } from '../action-context.ts';
import { nearestCommand } from '../commands/run-command.ts';
import { filterTree } from '../topics/filter-tree.ts';
import { takeArgument } from '../../format/command-arguments.ts';

/**
 * Asks whether to filter the topics by what was typed as a command and is none; returns whether it asks.
 * The input box keeps its text. Enter is no answer where a command may have been misspelled.
 */
export const askToFilter = (context: ActionContext, typed: string): boolean => {
  const { session, state, dispatch, tables } = context;
  const name = takeArgument(typed.slice(1)).first;
  const isCommand = findSlashCommand(tables.commands, name) !== undefined;
  if (name === '' || isCommand || session.monitor === undefined) return false;
  const shown = printable(name, 50);
  const nearest = nearestCommand(tables.commands, name);
  const filter = typed.slice(1).trim();
  session.forgetNotice();
  if (state().selected?.kind === 'room' && state().begun === undefined)
    session.notify(`//${shown} says it as text; /help lists the commands.`);
  dispatch({
    type: 'asked',
    question: {
      text:
        nearest === undefined
          ? `No command /${shown}. Filter the topics by it?`
          : `No command /${shown}; the nearest is /${nearest}. Filter the topics by ${shown}?`,
      isTyped: nearest !== undefined,
      yes: () => {
        session.forgetNotice();
        const before = state();
        dispatch({ type: 'line-sent', text: typed });
        const problem = filterTree(context, filter);
        if (problem === undefined) dispatch({ type: 'pane-focused', pane: 'tree' });
        else {
          dispatch({ type: 'line-returned', before });
          session.notify(problem);
        }
      },
    },
  });
  return true;
};
