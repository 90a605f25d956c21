import type { Device } from '../../model/devices/device.ts';
import type { MqttSession } from '../../session/session.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The list of devices. */
export type DevicesSheet = SheetBase & {
  readonly kind: 'devices';
  /** The key of the marked device, and its place: if it is gone, the one that is there now is marked. */
  readonly device: string | undefined;
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly devices: DevicesSheet;
  }
}

/** Every device in the order of the list. */
export const devicesIn = ({ monitor }: MqttSession): readonly Device[] =>
  monitor?.devices.rows(0, Infinity) ?? [];

/** The index of the marked device. */
export const markedDevice = (sheet: DevicesSheet, list: readonly Device[]): number => {
  if (list[sheet.index]?.key === sheet.device) return sheet.index;
  const found = list.findIndex(({ key }) => key === sheet.device);
  return found === -1 ? Math.max(0, Math.min(sheet.index, list.length - 1)) : found;
};
