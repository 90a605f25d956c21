import type { FileMode } from '../../session/recording/writable-file.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { ActionContext } from '../action-context.ts';
import { exactTime, isoDay } from '../../format/time.ts';

/** The arguments of a command that writes a file: the words that are not flags, and what to do if the file exists. */
export type FileArguments = { readonly mode: FileMode; readonly words: readonly string[] };

/** Parses the arguments of a command that writes a file; returns a sentence if they are wrong. */
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

/** Opens the command line with a command, with a file name that is not taken. */
export const offerFile = ({ dispatch }: ActionContext, command: string, ending: string): void => {
  const now = Date.now();
  const time = exactTime(now).replaceAll(':', '');
  dispatch({
    type: 'command-begun',
    text: `/${command} mqtt-${isoDay(now)}-${time}.${ending}`,
  });
};
