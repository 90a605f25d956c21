import type { FileMode } from '../../session/recording/writable-file.ts';
import { quoteProblem, takeArgument } from './command-arguments.ts';
import type { Controls } from '../controls.ts';

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

const two = (value: number): string => String(value).padStart(2, '0');

/** Puts a command into the input box, with the name of a file that is not there yet. */
export const offerFile = ({ dispatch }: Controls, command: string, ending: string): void => {
  const date = new Date();
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => two(part));
  dispatch({ type: 'pane-focused', pane: 'input' });
  dispatch({
    type: 'input-replaced',
    text: `/${command} mqtt-${day}-${time.join('')}.${ending}`,
  });
};
