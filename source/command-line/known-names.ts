import { nickProblem } from '../session/chat/nick.ts';
import { KeptByName } from '../session/kept-by-name.ts';

/** The names under which this person has joined the chat of a broker. */
export type KnownNames = {
  /** The name on this broker; `undefined` if its chat was never joined. */
  readonly here: string | undefined;
  /** The name used last on any broker. */
  readonly last: string | undefined;
  /** What is wrong with the file, in one sentence. */
  readonly problem: string | undefined;
  /** Remembers the name on this broker; if that fails, returns the reason in one sentence. */
  readonly keep: (nick: string) => string | undefined;
};

const isNick = (value: unknown): value is string =>
  typeof value === 'string' && nickProblem(value) === undefined;

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Opens the file of names for a broker. A file that cannot be used is left alone. */
export const openNames = (file: string, broker: string): KnownNames => {
  const kept = new KeptByName(file, 'a file of names', isNick);
  try {
    const names = kept.read();
    let here = names.get(broker);
    return {
      here,
      last: [...names.values()].at(-1),
      problem: undefined,
      keep: (nick) => {
        if (nick === here) return undefined;
        here = nick;
        try {
          kept.keep(broker, nick);
          return undefined;
        } catch (error) {
          return `Your name cannot be remembered in ${file} (${reason(error)}).`;
        }
      },
    };
  } catch (error) {
    return {
      here: undefined,
      last: undefined,
      problem: `The names in ${file} cannot be read (${reason(error)}): you are asked for yours at each start.`,
      keep: () => undefined,
    };
  }
};
