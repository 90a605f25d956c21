import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../support/terminal.ts';
import type { Client, Expected } from './client.ts';
import { firstPayload, firstTopic, firstTopicMessages } from './load.ts';
import type { Peer } from './peers.ts';
import { pressUntilShown } from './press-until-shown.ts';
import { screenCount } from './screen-count.ts';

const levels = firstTopic.split('/');

/** On the screen, how many messages the first topic has had. */
const counted = new RegExp(`• ${levels.at(-1)} +\\((\\d+)\\)`);

/** A folder with its one broker. */
const writeSettings = ({ port, caFile }: Expected): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lazymqtt-'));
  mkdirSync(join(folder, 'lazymqtt'));
  const connection = {
    name: 'bench',
    host: '127.0.0.1',
    port,
    tls: caFile !== undefined,
    tls_verify: false,
    subscriptions: [{ topic: '#' }],
  };
  const file = join(folder, 'lazymqtt', 'connections.json');
  writeFileSync(file, JSON.stringify({ connections: [connection] }));
  return folder;
};

/**
 * lazymqtt with the load's tree open. It acknowledges at its socket and records later what it has read; it shows no
 * total, but how many messages each topic has had.
 */
export const startLazymqtt = async ({ command }: Peer, expected: Expected): Promise<Client> => {
  const folder = writeSettings(expected);
  const env = { XDG_CONFIG_HOME: folder };
  const terminal = openTerminal({ command, env, columns: 120, rows: 40 });
  const stop = async (): Promise<void> => {
    await terminal.dispose();
    rmSync(folder, { recursive: true });
  };
  try {
    await terminal.waitFor('bench');
    terminal.press('Enter');
    await terminal.waitFor(`▶ ${levels[0]}`);
    await pressUntilShown(terminal, 'E', firstPayload);
  } catch (error) {
    await stop();
    throw error;
  }
  const shown = screenCount(terminal, counted);
  const before = shown();
  return {
    pid: terminal.pid,
    received: (sent) => {
      const share = (shown() - before) / firstTopicMessages(expected.shape, sent);
      return Promise.resolve(Math.round(share * sent));
    },
    stop,
  };
};
