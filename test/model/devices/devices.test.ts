import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../source/model/devices/device.ts';
import { deviceLimits } from '../../../source/model/devices/devices.ts';
import { hostileTexts, topicNames } from '../../support/arbitraries.ts';
import { watchDevices } from '../../support/device-watcher.ts';

const since = ({ devices, settle }: ReturnType<typeof watchDevices>): string => {
  settle();
  const [device] = devices.rows(0, 1);
  return `${device?.isOlder === true ? 'before ' : ''}${device?.since}`;
};

describe('devices', () => {
  it('know since when they are so', () => {
    const watcher = watchDevices();
    watcher.hear('tele/a/LWT', 'Online');
    expect(since(watcher)).toBe('before 1000');
    watcher.hear('tele/a/LWT', 'Online');
    expect(since(watcher)).toBe('before 1000');
    watcher.hear('tele/a/LWT', 'Offline');
    expect(since(watcher)).toBe('3000');
    watcher.hear('tele/a/LWT', 'offline');
    expect(since(watcher)).toBe('3000');
  });

  it('keep that when their discovery is published again', () => {
    const watcher = watchDevices();
    const config = { name: 'a', avty_t: 'a/avail' };
    watcher.hear('homeassistant/sensor/a/config', config);
    watcher.hear('a/avail', 'online');
    watcher.hear('a/avail', 'offline');
    expect(since(watcher)).toBe('before 3000');
    watcher.hear('a/avail', 'online');
    expect(since(watcher)).toBe('4000');
    watcher.hear('a/avail', 'online');
    watcher.hear('homeassistant/sensor/a/config', { ...config, icon: 'mdi:heater' });
    expect(since(watcher)).toBe('4000');
  });

  it('are counted, and those that are offline come first', () => {
    const { devices, hear, settle } = watchDevices();
    hear('tele/b/LWT', 'Online');
    hear('tele/c/LWT', 'Offline');
    hear('homie/a/$state', 'sleeping');
    hear('homeassistant/sensor/d/config', { name: 'd', avty_t: 'nothing/heard' });
    settle();
    expect(devices.counts).toEqual({ all: 4, online: 1, asleep: 1, offline: 1, unknown: 1 });
    const states = devices.rows(0, 9).map(({ reading }) => reading.availability);
    expect(states).toEqual(['offline', 'unknown', 'asleep', 'online']);
    expect(devices.rows(1, 2)).toEqual(devices.rows(0, 9).slice(1, 3));
  });

  it('go by name as people count', () => {
    const { devices, hear, settle } = watchDevices();
    for (const name of ['lamp10', 'lamp9', 'lamp1']) hear(`tele/${name}/LWT`, 'Online');
    settle();
    expect(devices.rows(0, 9).map(deviceName)).toEqual(['lamp1', 'lamp9', 'lamp10']);
  });

  it('are at most ten thousand, and what is above is told', () => {
    const { devices, hear, settle } = watchDevices();
    for (let index = 0; index < deviceLimits.devices; index += 1)
      hear(`tele/${index}/LWT`, 'Online');
    settle();
    expect(devices.isFull).toBe(false);
    hear('tele/more/LWT', 'Online');
    settle();
    expect(devices.counts.all).toBe(deviceLimits.devices);
    expect(devices.isFull).toBe(true);
    hear('tele/0/LWT', '');
    hear('tele/more/LWT', 'Offline');
    settle();
    expect(devices.counts).toMatchObject({ all: deviceLimits.devices, offline: 1 });
  });

  it('take no more memory than they are allowed', () => {
    const { devices, hear, settle } = watchDevices();
    const avty = Array.from({ length: 16 }, (_, index) => ({ t: `${'x'.repeat(1000)}${index}` }));
    for (let index = 0; index < 1200; index += 1)
      hear(`homeassistant/sensor/${index}/config`, { name: `${index}`, avty });
    settle();
    expect(devices.isFull).toBe(true);
    expect(devices.counts.all).toBeLessThan(1200);
    expect(devices.counts.all).toBeGreaterThan(100);
  });

  it('are followed by so many topics each, and no more', () => {
    const { devices, hear, settle } = watchDevices();
    const options = { dev: { ids: 'one', name: 'One' }, avty_t: 'one/avail' };
    for (let index = 0; index < deviceLimits.topicsOfOne; index += 1)
      hear(`homeassistant/sensor/${index}/config`, options);
    settle();
    expect(devices.isFull).toBe(false);
    hear('homeassistant/sensor/more/config', options);
    settle();
    expect(devices.isFull).toBe(true);
    expect(devices.counts.all).toBe(1);
  });

  it('do their work in parts: keys are not held up', () => {
    const { devices, hear } = watchDevices();
    for (let index = 0; index < 300; index += 1) hear(`tele/${index}/LWT`, 'Online');
    devices.workOn();
    expect(devices.isBusy).toBe(true);
    expect(devices.counts.all).toBe(200);
    devices.workOn();
    expect(devices.isBusy).toBe(false);
    expect(devices.counts.all).toBe(300);
    const icon = 'x'.repeat(60_000);
    for (let index = 0; index < 15; index += 1)
      hear(`homeassistant/sensor/${index}/config`, { name: `${index}`, avty_t: `${index}`, icon });
    devices.workOn();
    expect(devices.isBusy).toBe(true);
    devices.workOn();
    expect(devices.isBusy).toBe(false);
    expect(devices.counts.all).toBe(315);
  });

  it('are not looked for on ordinary topics', () => {
    const { devices, hear } = watchDevices();
    for (const topic of [
      'house/lamp/state',
      'a/b',
      'config',
      'x/config',
      'LWT',
      'status',
      'a/bridge',
    ])
      hear(topic, 'online');
    expect(devices.isBusy).toBe(false);
    hear('tele/lamp/LWT', 'Online');
    expect(devices.isBusy).toBe(true);
  });

  it('survive whatever is published', () => {
    const endings = [
      'config',
      'availability',
      'bridge/state',
      '$state',
      '$name',
      '$description',
      'LWT',
      'status',
    ];
    const topics = fc
      .tuple(
        topicNames,
        fc.constantFrom('', 'zigbee2mqtt/', 'homeassistant/a/', 'homie/'),
        fc.constantFrom(...endings),
      )
      .map(([name, start, end]) => `${start}${name}/${end}`);
    const names = [
      'avty_t',
      'availability',
      'avty',
      't',
      'topic',
      '~',
      'dev',
      'device',
      'ids',
      'identifiers',
      'name',
      'cmps',
      'val_tpl',
      'root',
      'state',
      'pl_avail',
      '__proto__',
    ];
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'online', '~/x', '{{ value_json.state }}', 0, true, null),
        hostileTexts(10),
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 4 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    })).value;
    const payloads = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('', 'online', 'offline', 'ready', 'lost', 'Online'),
      hostileTexts(),
      json.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(topics, payloads, fc.boolean()), { maxLength: 30 }),
        (messages) => {
          const { devices, hear, list } = watchDevices();
          for (const [topic, payload, isLast] of messages) {
            hear(topic, payload);
            if (isLast) list();
          }
          const { all, online, asleep, offline, unknown } = (list(), devices.counts);
          expect(online + asleep + offline + unknown).toBe(all);
          expect(all).toBeLessThanOrEqual(messages.length);
          for (const [topic] of messages) hear(topic, '');
          expect(list()).toEqual([]);
        },
      ),
    );
  });
});
