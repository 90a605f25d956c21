import type { FileMode } from '../../session/recording/writable-file.ts';
import { quoteProblem, takeArgument } from './command-arguments.ts';
import type { ActionContext } from '../action-context.ts';
import { exactTime, isoDay } from '../../format/time.ts';

/** What a command that writes a file was told: the words that are no flags, and what becomes of a file that exists. */
export type FileArguments = { readonly mode: FileMode; readonly words: readonly string[] };

/** Reads the arguments of a command that writes a file; or says in a sentence what is wrong. */
export const readFileArguments = (text: string): FileArguments | string => {
  const words: string[] = [];
  let mode: FileMode = 'new';
  for (let left = text.trim(); left !== '';) {
    const problem = quoteProblem(left);
    if (problem !== undefined) return problem;
    const { first, rest } = takeArgument(left);
    if (first === '--append') mode = 'append';
    else if (first === '--force') mode = 'replace';
    else words.push(first);
    left = rest.trim();
  }
  return { mode, words };
};

/** Puts a command into the input box, with the name of a file that is not there yet. */
export const offerFile = ({ dispatch }: ActionContext, command: string, ending: string): void => {
  const now = Date.now();
  const time = exactTime(now).replaceAll(':', '');
  dispatch({ type: 'pane-focused', pane: 'input' });
  dispatch({
    type: 'input-replaced',
    text: `/${command} mqtt-${isoDay(now)}-${time}.${ending}`,
  });
};
