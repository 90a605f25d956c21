import { KeptByName } from '../session/kept-by-name.ts';
import type { KeptView } from '../session/workspace.ts';

const isView = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** What is kept of a broker's or a profile's screen, and what is wrong with the file, in one sentence. */
export type OpenedView = KeptView & {
  readonly before: object | undefined;
  readonly problem: string | undefined;
};

/** Opens the file of views. One that cannot be used is left alone. `isFresh`: begin without what was kept. */
export const openView = (file: string, name: string, isFresh: boolean): OpenedView => {
  const kept = new KeptByName(file, 'a file of views', isView);
  try {
    const before = kept.read().get(name);
    return {
      before: isFresh ? undefined : before,
      problem: undefined,
      keep: (view) => {
        try {
          kept.keep(name, view);
          return undefined;
        } catch (error) {
          return `The view cannot be remembered in ${file} (${reason(error)}).`;
        }
      },
    };
  } catch (error) {
    return {
      before: undefined,
      problem: `The views in ${file} cannot be read (${reason(error)}): the screen starts as usual.`,
      keep: () => undefined,
    };
  }
};
