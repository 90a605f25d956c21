import { Box } from 'ink';
import type { ReactNode } from 'react';
import { count } from '../../format/count.ts';
import { coarseDuration } from '../../format/duration.ts';
import { size } from '../../format/size.ts';
import { timeAndDay } from '../../format/time.ts';
import { type Device, deviceConvention } from '../../model/devices/device.ts';
import { deviceSilence, type DeviceSilence } from '../../model/devices/device-silence.ts';
import { deviceLimits } from '../../model/devices/devices.ts';
import { printable } from '../../payload/printable.ts';
import { uncovered } from '../../session/monitor/device-coverage.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { wrapCells } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useShownAges } from '../use-shown-ages.ts';
import { firstToSee, rowsBelow } from '../widgets/list-window.ts';
import { Row } from '../widgets/row.tsx';
import { type Column, TableRow } from '../widgets/table-row.tsx';
import { countsInWords, deviceMarks, shownDeviceName } from './device-words.ts';
import { devicesIn, type DevicesSheet, markedDevice } from './state.ts';

/** From these widths on the columns have room. */
const heardFrom = 46;
const sinceFrom = 68;
const conventionFrom = 86;

/** Marks of the row and of the device, name, state, last heard, since, convention. */
const columnsIn = (width: number): readonly Column[] => {
  const others: readonly Column[] = [
    { width: 18, gap: 1 },
    ...(width < heardFrom ? [] : [{ width: 11, gap: 1 }]),
    ...(width < sinceFrom ? [] : [{ width: 19, gap: 1 }]),
    ...(width < conventionFrom ? [] : [{ width: 14, gap: 1 }]),
  ];
  const taken = others.reduce((sum, column) => sum + column.width + (column.gap ?? 0), 4);
  return [{ width: 2 }, { width: 2 }, { width: Math.max(1, width - taken) }, ...others];
};

const headings = ['', '', 'device', 'state', 'last heard', 'since', 'convention'];

const stateOf = ({ reading: { availability, word } }: Device): string =>
  word === undefined ? availability : `${availability}, ${printable(word, 50)}`;

const sinceOf = ({ since, isOlder }: Device, now: number): string =>
  since === undefined ? '' : `${isOlder ? 'before ' : ''}${timeAndDay(since, now)}`;

/** A device that says it is online, and is not heard, is not believed. */
const isDoubtful = ({ reading }: Device, { isSilent }: DeviceSilence): boolean =>
  isSilent && reading.availability === 'online';

type DeviceRowProps = {
  readonly device: Device;
  readonly silence: DeviceSilence;
  readonly isMarked: boolean;
  readonly width: number;
  /** In ms since the epoch. */
  readonly now: number;
};

const DeviceRow = ({ device, silence, isMarked, width, now }: DeviceRowProps): ReactNode => {
  const { mark, look } = deviceMarks[device.reading.availability];
  const doubt = isDoubtful(device, silence) ? ({ look: 'attention' } as const) : {};
  const { heardAt } = silence;
  const age = heardAt === undefined ? '' : coarseDuration(Math.max(0, now - heardAt));
  return (
    <TableRow
      width={width}
      columns={columnsIn(width)}
      look={isMarked ? 'selected' : undefined}
      cells={[
        { text: isMarked ? '▸' : '' },
        { text: mark, look, ...doubt },
        { text: shownDeviceName(device) },
        { text: `${stateOf(device)}${isDoubtful(device, silence) ? ', silent' : ''}`, ...doubt },
        { text: age === '' ? '' : `${age} ago`, look: 'dim', ...doubt },
        { text: sinceOf(device, now), look: 'dim' },
        { text: deviceConvention(device) ?? '', look: 'dim' },
      ]}
    />
  );
};

const silenceOf = (
  device: Device,
  monitor: MonitorSession | undefined,
  now: number,
): DeviceSilence =>
  monitor === undefined
    ? { heardAt: undefined, isSilent: false }
    : deviceSilence(monitor.tree, device, now, monitor.staleAfter);

/** What is missing in the list. */
const remarksOn = (monitor: MonitorSession): string[] => {
  const { counts, isFull } = monitor.devices;
  const missing = uncovered(monitor).map(({ name, subscribe }) => `${name} (/sub ${subscribe})`);
  return [
    ...(counts.all === 0
      ? ['No device has published its availability on the watched topics yet.']
      : []),
    ...(missing.length === 0
      ? []
      : [`Common device topics that are not watched: ${missing.join(', ')}.`]),
    ...(isFull
      ? [
          `Not all are shown: the limits are ${count(deviceLimits.devices)} devices, ${deviceLimits.topicsOfOne} topics per device and ${size(deviceLimits.bytes)}.`,
        ]
      : []),
  ];
};

/** The devices that publish their availability: state, and when they were last heard. */
export const DevicesView = ({ sheet }: { readonly sheet: DevicesSheet }): ReactNode => {
  const session = useMqttSession('work', 'topics');
  const workspace = useMqttSession('all');
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const { monitor, clock } = session;
  const { wall: now } = clock.reading;
  const remarks =
    monitor === undefined || width === 0
      ? []
      : remarksOn(monitor).flatMap((remark) => wrapCells(remark, width));
  const list = devicesIn(session);
  const marked = markedDevice(sheet, list);
  const room = Math.max(1, rows - remarks.length - 1);
  const top = firstToSee(marked, room);
  const shown = (monitor === undefined ? [] : list.slice(top, top + room)).map((device) => ({
    device,
    silence: silenceOf(device, monitor, now),
  }));
  useShownAges(
    shown.flatMap(({ silence }) => silence.heardAt ?? []),
    'work',
  );
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}Devices`}
      note={monitor === undefined ? '' : countsInWords(monitor.devices.counts)}
      footnote={rowsBelow(list.length - top - room)}
    >
      {width === 0 ? null : (
        <Box flexDirection="column" overflow="hidden">
          {remarks.map((remark) => (
            <Row key={remark} width={width} start={[{ text: remark, look: 'attention' }]} />
          ))}
          {list.length === 0 ? null : (
            <TableRow
              width={width}
              columns={columnsIn(width)}
              cells={headings.map((text) => ({ text, look: 'dim' }))}
            />
          )}
          {shown.map(({ device, silence }, index) => (
            <DeviceRow
              key={device.key}
              device={device}
              silence={silence}
              isMarked={top + index === marked}
              width={width}
              now={now}
            />
          ))}
        </Box>
      )}
    </Pane>
  );
};
