import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import type { Client, Expected } from './client.ts';
import { firstPayload } from './load.ts';
import type { Peer } from './peers.ts';
import { pressUntilShown } from './press-until-shown.ts';
import { screenCount } from './screen-count.ts';

/** Opens mqttui at a terminal of 120×40. */
export const openMqttui = (
  { command }: Peer,
  { port, caFile }: Pick<Expected, 'port' | 'caFile'>,
): TestTerminal =>
  openTerminal({
    command,
    // It trusts the system's certificates alone.
    args:
      caFile === undefined
        ? ['--broker', `mqtt://127.0.0.1:${port}`]
        : ['--broker', `mqtts://127.0.0.1:${port}`, '--insecure'],
    columns: 120,
    rows: 40,
  });

/** Opens all of the tree, until it shows this. */
export const openTree = (terminal: TestTerminal, shown: string): Promise<void> =>
  pressUntilShown(terminal, 'o', shown);

const counted = /Topics \(\d+, (\d+) messages\)/;

/** mqttui with the load's tree open. It acknowledges what it has recorded, and counts it in a title. */
export const startMqttui = async (peer: Peer, expected: Expected): Promise<Client> => {
  const terminal = openMqttui(peer, expected);
  try {
    await terminal.waitFor(counted);
    await openTree(terminal, firstPayload);
  } catch (error) {
    await terminal.dispose();
    throw error;
  }
  const shown = screenCount(terminal, counted);
  const before = shown();
  return {
    pid: terminal.pid,
    received: () => Promise.resolve(shown() - before),
    stop: terminal.dispose,
  };
};
