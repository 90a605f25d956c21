import type { Host } from './host.ts';
import { progressLine } from './progress-line.ts';
import { programName, type SecretCommand, secretFrom } from './secret-command.ts';

/** How long a program may take, ms, before somebody is told what is waited for. */
const soon = 500;

/** Where programs that print secrets run. */
export type SecretPlace = {
  readonly host: Pick<Host, 'environment' | 'signalGroup' | 'stderr'>;
  /** Whether the screen has the terminal by now. */
  readonly isBehindScreen: () => boolean;
  readonly isQuiet?: boolean;
  /** Says what is waited for while the screen has the terminal. */
  readonly tell?: (sentence: string) => void;
};

/** See `secretFrom`; says what is waited for: on the screen, or in a line on the terminal before there is one. */
export const secretWithNote = async (
  command: SecretCommand,
  { host, isBehindScreen, isQuiet = false, tell }: SecretPlace,
  signal?: AbortSignal,
): Promise<string> => {
  const { environment, signalGroup } = host;
  const isBehind = isBehindScreen();
  const line = progressLine(host.stderr, isQuiet || isBehind);
  const waiting = `Waiting for ${command.name} (${programName(command)})`;
  const timer = setTimeout(() => {
    if (isBehind) tell?.(`${waiting} …`);
    else line.show(`${waiting}; Ctrl+C gives up.`);
  }, soon);
  try {
    return await secretFrom(command, {
      environment,
      signalGroup,
      isBehindScreen: isBehind,
      signal,
    });
  } finally {
    clearTimeout(timer);
    line.clear();
  }
};
