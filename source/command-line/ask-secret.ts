import type { Host } from './host.ts';

const [enter, newLine, backspace, del, ctrlC, ctrlD, ctrlU] = '\r\n\b\u007F\u0003\u0004\u0015';

/** Asks on the terminal, without showing what is typed; `undefined` if Ctrl+C or Ctrl+D is pressed. */
export const askSecret = (
  { stdin, stderr }: Pick<Host, 'stdin' | 'stderr'>,
  question: string,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    let typed = '';
    const finish = (answer: string | undefined): void => {
      stdin.off('data', take);
      stdin.off('end', stop);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(answer);
    };
    const stop = (): void => finish(undefined);
    const take = (chunk: Buffer): void => {
      const characters = Array.from(chunk.toString());
      for (const [index, character] of characters.entries()) {
        if (character === enter || character === newLine) {
          finish(typed);
          // The answer to the next question may have been typed already.
          const rest = characters
            .slice(index + 1)
            .join('')
            .replaceAll('\r', '\n');
          if (rest !== '') stdin.unshift(Buffer.from(rest));
          return;
        }
        if (character === ctrlC || character === ctrlD) {
          stop();
          return;
        }
        if (character === ctrlU) typed = '';
        else if (character === backspace || character === del)
          typed = Array.from(typed).slice(0, -1).join('');
        else typed += character;
      }
    };
    // Before the question: what is typed at once must not show either.
    stdin.setRawMode(true);
    stderr.write(question);
    stdin.on('data', take).on('end', stop).resume();
  });
