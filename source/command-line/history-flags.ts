import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { HistoryOptions } from '../history/history.ts';
import { defaultPorts, type ServerAddress } from '../mqtt/server-address.ts';
import { xdgFolder } from './xdg-folder.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flag-values.ts';

const mib = 1024 * 1024;

/**
 * What the rooms of one broker have in common. The broker of this machine has one name however it
 * is reached, and so has the embedded one, wherever it finds a port.
 */
export const brokerName = (
  address: ServerAddress | undefined,
  port: number | undefined,
): string => {
  if (address === undefined) return `localhost:${port ?? defaultPorts.mqtt}`;
  const host = address.host.toLowerCase();
  return `${/^(?:127\.0\.0\.1|::1)$/.test(host) ? 'localhost' : host}:${address.port}`;
};

/** Where and how the rooms are kept; `undefined` where they are not. */
export const historyFlags = (
  values: FlagValues,
  address: ServerAddress | undefined,
  {
    environment,
    home,
    processId,
    isRunning,
  }: Pick<Host, 'environment' | 'home' | 'processId' | 'isRunning'>,
): HistoryOptions | undefined => {
  const folder = xdgFolder('data', environment, home);
  if (values.isOn('no-history') || folder === undefined) return undefined;
  return {
    file: join(folder, 'history.db'),
    broker: brokerName(address, values.whole('port')),
    retention: {
      days: values.whole('keep-days') ?? 365,
      bytes: (values.whole('keep-size') ?? 256) * mib,
    },
    owner: { name: randomUUID(), process: processId, isRunning },
  };
};
