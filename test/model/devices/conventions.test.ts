import { describe, expect, it } from 'vitest';
import { watchDevices } from '../../support/device-watcher.ts';

const config = (object: string): string => `homeassistant/climate/0x00158d/${object}/config`;

describe('Zigbee2MQTT', () => {
  it('tells devices with slashes in their names, as JSON and as plain text', () => {
    const { hear, list } = watchDevices();
    hear('zigbee2mqtt/kitchen/floor_light/availability', { state: 'online' });
    hear('zigbee2mqtt/0x00158d0001dc126a/availability', 'offline');
    hear('zigbee2mqtt/bridge/state', { state: 'online' });
    hear('zigbee2mqtt/kitchen/floor_light', { state: 'ON', brightness: 215 });
    expect(list()).toEqual([
      '0x00158d0001dc126a offline',
      'kitchen/floor_light online',
      'zigbee2mqtt (bridge) online',
    ]);
  });

  it('knows another base by its bridge, also for what came before', () => {
    const { hear, list } = watchDevices();
    hear('home/zigbee/lamp/availability', { state: 'online' });
    expect(list()).toEqual([]);
    hear('home/zigbee/bridge/state', 'online');
    hear('home/zigbee/door/availability', { state: 'offline' });
    expect(list()).toEqual(['door offline', 'home/zigbee (bridge) online', 'lamp online']);
  });

  it('takes all devices down with the bridge', () => {
    const { hear, list } = watchDevices();
    hear('zigbee2mqtt/lamp/availability', { state: 'online' });
    hear('zigbee2mqtt/bridge/state', { state: 'offline' });
    expect(list()).toEqual(['lamp offline', 'zigbee2mqtt (bridge) offline']);
    hear('zigbee2mqtt/bridge/state', { state: 'online' });
    expect(list()).toEqual(['lamp online', 'zigbee2mqtt (bridge) online']);
  });

  it('forgets a device whose retained message is cleared', () => {
    const { hear, list } = watchDevices();
    hear('zigbee2mqtt/lamp/availability', { state: 'online' });
    expect(list()).toEqual(['lamp online']);
    hear('zigbee2mqtt/lamp/availability', '');
    expect(list()).toEqual([]);
  });
});

describe('Homie', () => {
  it('tells states and names up to version 4, in whatever order they come', () => {
    const { hear, list } = watchDevices();
    hear('homie/super-car/$name', 'Super car');
    hear('homie/super-car/engine/$name', 'Car engine');
    hear('homie/super-car/$state', 'ready');
    hear('homie/boiler/$state', 'alert');
    hear('homie/mailbox/$state', 'sleeping');
    hear('homie/pump/$state', 'lost');
    hear('homie/pump/$name', 'Pump');
    hear('homie/nonsense/$state', 'on fire');
    expect(list()).toEqual([
      'Pump offline (lost)',
      'mailbox asleep',
      'Super car online',
      'boiler online (alert)',
    ]);
  });

  it('follows the root of a child in version 5', () => {
    const { hear, list } = watchDevices();
    const description = {
      homie: '5.0',
      version: 7,
      name: 'Thermostat',
      root: 'bridge',
      parent: 'bridge',
    };
    hear('homie/5/bridge/$state', 'ready');
    hear('homie/5/thermostat/$description', description);
    hear('homie/5/thermostat/$state', 'ready');
    expect(list()).toEqual(['Thermostat online', 'bridge online']);
    hear('homie/5/bridge/$state', 'lost');
    expect(list()).toEqual(['Thermostat offline (lost)', 'bridge offline (lost)']);
    hear('homie/5/thermostat/$state', '');
    expect(list()).toEqual(['bridge offline (lost)']);
  });
});

describe('Tasmota and those with a status topic', () => {
  it('are told by LWT, wherever the prefix stands', () => {
    const { hear, list } = watchDevices();
    hear('tele/tasmota_8A3B2C/LWT', 'Online');
    hear('garage/door/tele/LWT', 'Offline');
    hear('home/OMG_ESP32/LWT', 'online');
    hear('tele/odd/LWT', 'Maybe');
    expect(list()).toEqual([
      'garage/door offline',
      'home/OMG_ESP32 online',
      'tasmota_8A3B2C online',
    ]);
  });

  it('are told by status when it is retained', () => {
    const { hear, list } = watchDevices();
    hear('livingroom/status', 'online');
    hear('esp/cellar/status', 'offline');
    hear('passing/status', 'online', { retain: false });
    hear('order/17/status', 'shipped');
    expect(list()).toEqual(['esp/cellar offline', 'livingroom online']);
  });
});

describe('Home Assistant', () => {
  const device = { ids: ['0x00158d'], name: 'Heater', mf: 'Eurotronic' };

  it('takes abbreviations, the base topic and own payloads', () => {
    const { hear, list } = watchDevices();
    hear(config('climate'), {
      '~': 'home/heater',
      avty_t: '~/avail',
      pl_avail: 'yes',
      pl_not_avail: 'no',
      dev: device,
    });
    expect(list()).toEqual(['Heater unknown']);
    hear('home/heater/avail', 'no');
    expect(list()).toEqual(['Heater offline']);
    hear('home/heater/avail', 'yes');
    expect(list()).toEqual(['Heater online']);
    hear('home/heater/avail', 'online');
    expect(list()).toEqual(['Heater unknown']);
  });

  it.each([
    ['all', 'offline', 'online', 'offline'],
    ['any', 'offline', 'online', 'online'],
    ['latest', 'online', 'offline', 'offline'],
  ])('follows several topics in the mode %s', (mode, first, second, expected) => {
    const { hear, list } = watchDevices();
    hear('a/avail', first);
    hear('homeassistant/sensor/x/config', {
      availability: [{ topic: 'a/avail' }, { t: 'b/avail' }],
      availability_mode: mode,
      name: 'x',
    });
    hear('b/avail', second);
    expect(list()).toEqual([`x ${expected}`]);
  });

  it('in the mode latest, even when the one that spoke last says what it said before', () => {
    const { hear, list } = watchDevices();
    hear('homeassistant/sensor/x/config', { avty: [{ t: 'a' }, { t: 'b' }], name: 'x' });
    hear('a', 'online');
    hear('b', 'offline');
    expect(list()).toEqual(['x offline']);
    hear('a', 'online');
    expect(list()).toEqual(['x online']);
  });

  it.each([
    ['{{ value_json.state }}', { state: 'online' }, 'online'],
    ["{{value_json['state']}}", { state: 'offline' }, 'offline'],
    ['{{ value_json.status.wifi }}', { status: { wifi: 'online' } }, 'online'],
    ['{{ value }}', 'online', 'online'],
    ['{{ value_json.state }}', 'not JSON', 'unknown'],
    ['{{ value_json.constructor }}', { state: 'online' }, 'unknown'],
    ["{{ 'online' if value_json.rssi > -90 else 'offline' }}", { rssi: -50 }, 'unknown (template)'],
  ])('with the template %s', (template, payload, expected) => {
    const { hear, list } = watchDevices();
    hear('homeassistant/sensor/x/config', {
      name: 'x',
      avty: [{ t: 'x/s', val_tpl: template }],
    });
    hear('x/s', payload);
    expect(list()).toEqual([`x ${expected}`]);
  });

  it('joins the entities of one device, and forgets it with the last of them', () => {
    const { hear, list } = watchDevices();
    const options = { availability_topic: 'heater/avail', device };
    hear('heater/avail', 'online');
    hear(config('climate'), { name: 'Climate', ...options });
    hear(config('battery'), { name: 'Battery', ...options });
    hear('homeassistant/sensor/always/config', {
      name: 'Without availability',
      device: { ids: 'y' },
    });
    expect(list()).toEqual(['Heater online']);
    hear(config('climate'), '');
    expect(list()).toEqual(['Heater online']);
    hear(config('battery'), '');
    expect(list()).toEqual([]);
  });

  it('takes a device with its components in one message', () => {
    const { hear, list } = watchDevices();
    hear('homeassistant/device/0AFFD2/config', {
      dev: { ids: 'ea334450945afc', name: 'Kitchen' },
      o: { name: 'bla2mqtt' },
      cmps: { temperature: { p: 'sensor' }, lamp: { p: 'light', avty_t: 'lamp/avail' } },
      avty_t: 'kitchen/avail',
    });
    hear('kitchen/avail', 'offline');
    expect(list()).toEqual(['Kitchen offline']);
    hear('lamp/avail', 'online');
    expect(list()).toEqual(['Kitchen online']);
  });

  it('stands for the device that its own topic tells of, but not for the bridge', () => {
    const { hear, list } = watchDevices();
    const availability = [
      { topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' },
      { topic: 'zigbee2mqtt/lamp/availability', value_template: '{{ value_json.state }}' },
    ];
    hear('zigbee2mqtt/bridge/state', { state: 'online' });
    hear('zigbee2mqtt/lamp/availability', { state: 'online' });
    hear('homeassistant/light/0x1/light/config', {
      availability,
      availability_mode: 'all',
      device: { identifiers: ['zigbee2mqtt_0x1'], name: 'Lamp' },
    });
    expect(list()).toEqual(['Lamp online', 'zigbee2mqtt (bridge) online']);
    hear('zigbee2mqtt/bridge/state', { state: 'offline' });
    expect(list()).toEqual(['Lamp offline', 'zigbee2mqtt (bridge) offline']);
    hear('homeassistant/light/0x1/light/config', '');
    expect(list()).toEqual(['lamp offline', 'zigbee2mqtt (bridge) offline']);
  });
});
