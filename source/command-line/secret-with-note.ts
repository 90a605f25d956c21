import { EndedBySignal } from './ended-by-signal.ts';
import type { Host } from './host.ts';
import { progressLine } from './progress-line.ts';
import { programName, type SecretCommand, secretFrom } from './secret-command.ts';

/** After this time, ms, a note says which program we are waiting for. */
const soon = 500;

/** What runs such a program. */
export type SecretRunner = Pick<
  Host,
  'environment' | 'onExit' | 'onSignal' | 'signalGroup' | 'stderr'
>;

/** Where programs that print secrets run. */
export type SecretPlace = {
  readonly host: SecretRunner;
  /** Whether the screen has the terminal by now. */
  readonly isBehindScreen: () => boolean;
  readonly isQuiet?: boolean;
  /** Says what is waited for while the screen has the terminal. */
  readonly tell?: (sentence: string) => void;
};

/**
 * See `secretFrom`; says what is waited for: on the screen, or in a line on the terminal before there is one. There a
 * signal ends the program, and then us: rejects with `EndedBySignal`.
 */
export const secretWithNote = async (
  command: SecretCommand,
  { host, isBehindScreen, isQuiet = false, tell }: SecretPlace,
  signal?: AbortSignal,
): Promise<string> => {
  const { environment, onExit, signalGroup } = host;
  const isBehind = isBehindScreen();
  const line = progressLine(host.stderr, isQuiet || isBehind);
  const waiting = `Waiting for ${command.name} (${programName(command)})`;
  const timer = setTimeout(() => {
    if (isBehind) tell?.(`${waiting} …`);
    else line.show(`${waiting}; Ctrl+C gives up.`);
  }, soon);
  const ending = new AbortController();
  let endedBy: EndedBySignal | undefined;
  // The screen ends by itself, and takes what runs behind it along.
  const ignoreSignals = isBehind
    ? undefined
    : host.onSignal((exitCode) => {
        endedBy ??= new EndedBySignal(exitCode);
        ending.abort();
      });
  try {
    return await secretFrom(command, {
      environment,
      onExit,
      signalGroup,
      isBehindScreen: isBehind,
      signal: signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]),
    });
  } catch (error) {
    throw endedBy ?? error;
  } finally {
    ignoreSignals?.();
    clearTimeout(timer);
    line.clear();
  }
};
