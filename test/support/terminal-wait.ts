import type { Emulator } from './terminal-emulator.ts';

/** Text somewhere on the screen, a pattern over all of it, or a question about its rows. */
export type Condition = string | RegExp | ((screen: readonly string[]) => boolean);

type Wait = {
  readonly what: Condition;
  /** Whether the condition should hold, or should no longer hold. */
  readonly isWanted: boolean;
  /** ms. */
  readonly timeout: number | undefined;
};

type Waiter = { readonly isDone: () => boolean; readonly finish: (failure?: string) => void };

type Exit = { readonly exitCode: number; readonly signal: string | undefined };

export type WaitingRoom = {
  /** Resolves with the screen; rejects with a picture of it. */
  readonly wait: (request: Wait) => Promise<string[]>;
  /** Shows each whole frame from now on. */
  readonly watch: (see: (screen: readonly string[]) => void) => void;
  /** Call it whenever something may have changed. */
  readonly look: () => void;
};

const holds = (what: Condition, screen: readonly string[]): boolean => {
  if (typeof what === 'function') return what(screen);
  const text = screen.join('\n');
  return typeof what === 'string' ? text.includes(what) : text.search(what) >= 0;
};

const inWords = ({ what, isWanted }: Wait): string => {
  const name = typeof what === 'string' ? JSON.stringify(what) : String(what);
  return isWanted ? name : `the end of ${name}`;
};

const picture = ({ screen, terminal, title, modes }: Emulator): string => {
  const { cursorX, cursorY } = terminal.buffer.active;
  const cursor = `cursor at ${cursorX},${cursorY}${modes().cursorVisible ? '' : ' (hidden)'}`;
  const ruler = '─'.repeat(terminal.cols);
  const frame = modes().synchronizedUpdate ? ', in the middle of a frame' : '';
  const size = `${terminal.cols}×${terminal.rows}`;
  const heading = `${size}, ${cursor}, title ${JSON.stringify(title())}${frame}`;
  return [heading, ruler, ...screen(), ruler].join('\n');
};

/** Lets tests wait for the screen of `emulator`. `exit` returns how the program ended, if it has. */
export const createWaitingRoom = (
  emulator: Emulator,
  exit: () => Exit | undefined,
): WaitingRoom => {
  const waiters = new Set<Waiter>();
  const watchers: ((screen: readonly string[]) => void)[] = [];

  const look = (): void => {
    const end = exit();
    // A person would not see half a frame.
    if (emulator.modes().synchronizedUpdate && end === undefined) return;
    for (const see of watchers) see(emulator.screen());
    for (const waiter of waiters) {
      if (waiter.isDone()) waiter.finish();
      else if (end !== undefined) {
        waiter.finish(`the program ended first (${end.signal ?? `exit code ${end.exitCode}`})`);
      }
    }
  };

  const wait = (request: Wait): Promise<string[]> => {
    const timeout = request.timeout ?? 10_000;
    // Made here, so that its stack shows the test's line.
    const error = new Error();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        isDone: () => holds(request.what, emulator.screen()) === request.isWanted,
        finish: (failure) => {
          waiters.delete(waiter);
          clearTimeout(timer);
          if (failure === undefined) return resolve(emulator.screen());
          const place = error.stack?.slice(error.stack.indexOf('\n') + 1);
          error.message = `waited for ${inWords(request)}: ${failure}\n${picture(emulator)}`;
          error.stack = `Error: ${error.message}\n${place}`;
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.finish(`not seen in ${timeout} ms`), timeout);
      waiters.add(waiter);
      look();
    });
  };

  return { wait, watch: (see) => void watchers.push(see), look };
};
