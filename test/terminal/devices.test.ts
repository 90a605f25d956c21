/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { enter, join } from './program.ts';

describeWith(peersMissing, 'devices on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const tell = (topic: string, payload: unknown): Promise<void> =>
    publish(broker, topic, typeof payload === 'string' ? payload : JSON.stringify(payload), '-r');

  it('are listed with their state, which follows what they publish', async () => {
    await tell('zigbee2mqtt/kitchen/lamp/availability', { state: 'online' });
    await tell('zigbee2mqtt/bridge/state', { state: 'online' });
    await tell('homie/5/boiler/$description', { homie: '5.0', name: 'Boiler', version: 1 });
    await tell('homie/5/boiler/$state', 'ready');
    await tell('homeassistant/sensor/heater/config', {
      '~': 'heater',
      avty_t: '~/avail',
      name: null,
      dev: { ids: 'h1', name: 'Heater' },
    });
    await tell('heater/avail', 'offline');
    const alice = await join(broker, 'alice', { columns: 80, rows: 24 });
    enter(alice, '/devices');
    await alice.waitFor(/4 devices: 1 offline, 3 online/);
    await alice.waitFor(/○ Heater +offline +before \d\d:\d\d +│/);
    await alice.waitFor(/● Boiler +online .*\n.*● kitchen\/lamp +online/);
    await waitForWholePanes(alice, ['Devices']);
    await tell('zigbee2mqtt/bridge/state', { state: 'offline' });
    await alice.waitFor(/○ kitchen\/lamp +offline .* \d\d:\d\d +│/);
    await tell('heater/avail', 'online');
    await alice.waitFor(/● Heater +online .* \d\d:\d\d +│/);
    await tell('homie/5/boiler/$state', '');
    await alice.waitUntilGone(/Boiler/);
    alice.press('Escape');
    await alice.waitFor(/╭ #chat/);
  });

  it('stand below the people when asked for, and never are people', async () => {
    await tell('tele/plug/LWT', 'Offline');
    const alice = await join(broker, 'alice', { columns: 120, rows: 24, args: ['--devices'] });
    await alice.waitFor(/│ alice +│\n.*│ ── 1 device 1○ ─+ │\n.*│ ○ plug +│/);
    await alice.waitFor(/1 person/);
    await waitForWholePanes(alice);
    enter(alice, '/names');
    await alice.waitFor(/1 person: alice/);
    await alice.waitFor(/1 device: 1 offline\. Offline: plug/);
    enter(alice, '/msg plug hello');
    await alice.waitFor(/Nobody called plug is here/);
    alice.press('Ctrl+C');
    enter(alice, '/devices off');
    await alice.waitUntilGone(/│ ○ plug +│/);
    expect(alice.text()).toMatch(/1 person/);
  });
});
