import { filterWords } from '../../session/monitor/filter-words.ts';
import type { MqttSession } from '../../session/session.ts';
import {
  type ActionContext,
  findSlashCommand,
  type SlashCommand,
  type ActionTables,
} from '../action-context.ts';
import { textOf } from '../widgets/line-editor.ts';
import { leavePrompt } from './leave-prompt.ts';
import { send } from './send.ts';
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

/** The command that Enter would run instead of applying the filter. */
const commandToRun = ({ session, state, tables }: ActionContext): string | undefined => {
  const { prompt } = state();
  const typed = promptCommand(tables, prompt);
  if (typed !== undefined || prompt === undefined) return typed;
  return likelyCommand(session, tables, prompt) === undefined
    ? undefined
    : `/${textOf(prompt.line).trim()}`;
};

/** Whether Enter would run a command instead of applying a filter. */
export const typesCommand = (context: ActionContext): boolean =>
  commandToRun(context) !== undefined;

/** Runs the command in the command line, where it can be corrected if it cannot be run. */
export const runPromptCommand = (context: ActionContext): void => {
  const text = commandToRun(context);
  if (text === undefined) return;
  leavePrompt(context);
  context.dispatch({ type: 'command-begun', text });
  send(context);
};
