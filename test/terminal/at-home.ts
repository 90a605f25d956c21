import type { Mosquitto } from '../support/mosquitto.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { at, enter, startProgram } from './program.ts';

/** Starts mqtt-tui for somebody whose history is in a folder; it does not greet. */
export const startAtHome = (
  broker: Pick<Mosquitto, 'host' | 'port'>,
  nick: string,
  folder: string,
  { args = [], env = {}, ...options }: Partial<TerminalOptions> = {},
): TestTerminal =>
  startProgram([...at(broker), '--nick', nick, '--no-monitor', '--greeting', '', ...args], {
    columns: 80,
    env: homeIn(folder, env),
    ...options,
  });

/** The environment of somebody whose history is in a folder. */
export const homeIn = (
  folder: string,
  changes: TerminalOptions['env'] = {},
): NonNullable<TerminalOptions['env']> => ({
  MQTT_TUI_NO_HISTORY: undefined,
  XDG_DATA_HOME: folder,
  XDG_STATE_HOME: folder,
  ...changes,
});

/** Resolves when the program has its connection. */
export const connected = async (terminal: TestTerminal): Promise<TestTerminal> => {
  await terminal.waitFor('●');
  return terminal;
};

/** Ends the program, which then has written all that it writes. */
export const quit = async (terminal: TestTerminal): Promise<void> => {
  enter(terminal, '/quit');
  await terminal.exited;
};
