import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { MiB } from '../format/size.ts';
import type { HistoryOptions } from '../history/history.ts';
import { defaultPorts, type ServerAddress } from '../mqtt/server-address.ts';
import { xdgFolder } from './xdg-folder.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';

/**
 * The name under which the rooms of a broker are kept. The broker of this machine has the same name
 * however it is reached, and so does the embedded one, whatever its port.
 */
export const brokerName = (
  address: ServerAddress | undefined,
  port: number | undefined,
): string => {
  if (address === undefined) return `localhost:${port ?? defaultPorts.mqtt}`;
  if (address.socketPath !== undefined) return address.socketPath;
  const host = address.host.toLowerCase();
  return `${/^(?:127\.0\.0\.1|::1)$/.test(host) ? 'localhost' : host}:${address.port}`;
};

/** Where and how the rooms are kept; `undefined` if they are not. */
export const historyFlags = (
  values: FlagValues<'screen'>,
  address: ServerAddress | undefined,
  {
    environment,
    home,
    processId,
    isRunning,
  }: Pick<Host, 'environment' | 'home' | 'processId' | 'isRunning'>,
): HistoryOptions | undefined => {
  const folder = xdgFolder('data', environment, home);
  if (values['no-history'] || folder === undefined) return undefined;
  return {
    file: join(folder, 'history.db'),
    broker: brokerName(address, values.port),
    retention: {
      days: values['keep-days'],
      bytes: values['keep-size'] * MiB,
    },
    owner: { name: randomUUID(), process: processId, isRunning },
  };
};
