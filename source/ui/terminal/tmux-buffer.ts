import { printable } from '../../payload/printable.ts';

/** tmux answers at once or not at all; in ms. */
const patience = 5000;

/** The error of tmux before 3.2 about `-w`. */
const knowsNoFlag = /usage|unknown/;

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs tmux with a text on its standard input; resolves with the reason if it failed. */
const run = async (
  args: readonly string[],
  text: Buffer,
  environment: Environment,
): Promise<string | undefined> => {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    const options = { env: { ...environment }, timeout: patience };
    const tmux = execFile('tmux', args, options, (error, _output, said) => {
      if (error === null) resolve(undefined);
      else if (error.code === 'ENOENT') resolve('tmux was not found');
      else if (error.killed === true) resolve('tmux does not answer');
      else resolve(`tmux says "${printable(said.trim().split('\n')[0] ?? '', 200)}"`);
    });
    // If tmux exits before it has read everything, its exit code says why.
    tmux.stdin?.on('error', () => undefined);
    tmux.stdin?.end(text);
  });
};

/**
 * Makes a text the newest buffer of tmux, which from version 3.2 on also passes it to the clipboard
 * of the terminal around it. The text appears in no process list.
 */
export const loadTmuxBuffer = async (
  text: Buffer,
  environment: Environment,
): Promise<{ readonly asksTerminal: boolean } | { readonly problem: string }> => {
  const problem = await run(['load-buffer', '-w', '-'], text, environment);
  if (problem === undefined) return { asksTerminal: true };
  if (!knowsNoFlag.test(problem)) return { problem };
  const problemWithout = await run(['load-buffer', '-'], text, environment);
  return problemWithout === undefined ? { asksTerminal: false } : { problem: problemWithout };
};
