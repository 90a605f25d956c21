import { filterWords } from '../../session/monitor/filter-words.ts';
import type { MqttSession } from '../../session/session.ts';
import {
  type ActionContext,
  findSlashCommand,
  type SlashCommand,
  type ActionTables,
} from '../action-context.ts';
import { textOf } from '../widgets/line-editor.ts';
import { recalledLine, rememberLine } from './recalled-line.ts';
import { runCommand } from '../commands/run-command.ts';
import type { Prompt } from '../prompt.ts';

/**
 * The slash command typed where a filter for the tree is asked for, with its arguments:
 * `/exclude test/#`. A regular expression between slashes is still a filter, such as `/site 1/`, and so is
 * a part of a name that is not a command.
 */
export const promptCommand = (
  { commands }: ActionTables,
  prompt: Prompt | undefined,
): string | undefined => {
  if (prompt?.kind !== 'filter') return undefined;
  const text = textOf(prompt.line).trim();
  const name = /^\/(\S+)/.exec(text)?.[1];
  if (name === undefined || findSlashCommand(commands, name) === undefined) return undefined;
  return filterWords(text, [])[0]?.name === '/' ? undefined : text;
};

/**
 * The command that was probably meant by a filter that matches no topic: someone who mistook the tree
 * for the input box has opened the filter with the command's slash.
 */
export const likelyCommand = (
  { monitor }: MqttSession,
  { commands }: ActionTables,
  prompt: Prompt | undefined,
): SlashCommand | undefined => {
  if (prompt?.kind !== 'filter' || monitor === undefined) return undefined;
  const { isFiltering, passing } = monitor.tree.view;
  if (isFiltering || passing > 0) return undefined;
  return findSlashCommand(commands, /^\s*(\S*)/.exec(textOf(prompt.line))?.[1] ?? '');
};

/** Whether Enter would run a command instead of applying a filter. */
export const typesCommand = ({ state, tables }: ActionContext): boolean =>
  promptCommand(tables, state().prompt) !== undefined;

/** Whether Tab would turn the filter into a command. */
export const mayTypeCommand = ({ session, state, tables }: ActionContext): boolean =>
  likelyCommand(session, tables, state().prompt) !== undefined;

/** Runs the command as if typed in the input box, whose text stays; shows a notice if it could not. */
export const runPromptCommand = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  const before = state();
  const text = promptCommand(context.tables, before.prompt);
  if (text === undefined || before.prompt === undefined) return;
  const draft = textOf(before.input);
  session.forgetNotice();
  // First, because a command may open a prompt itself, or lead to a selection that has a draft.
  dispatch({ type: 'prompt-closed' });
  dispatch({ type: 'line-sent', text: recalledLine(context, text) });
  if (draft !== '') dispatch({ type: 'input-replaced', text: draft });
  const problem = runCommand(context, text);
  if (problem !== undefined) {
    dispatch({ type: 'line-returned', before });
    dispatch({ type: 'prompt-opened', prompt: before.prompt });
    session.notify(problem);
  } else rememberLine(context, before, text);
};
