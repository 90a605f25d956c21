/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { at, enter, join, startProgram } from './program.ts';

/** What a script reads of the messages in a room. */
const heard = (payloads: readonly string[]): string[] =>
  payloads.map((payload) => {
    const { user, say } = JSON.parse(payload) as { user: string; say: string };
    return `${user}: ${say.replace(/\d\d:\d\d:\d\d/, 'then')}`;
  });

describeWith(peersMissing, 'values in the conversation on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('are shared by name and from the tree, and read by others and by scripts', async () => {
    const script = await subscribe(broker, 'chat');
    const alice = await join(broker, 'alice', { columns: 80, rows: 24 });
    const bob = await join(broker, 'bob', { columns: 80, rows: 24 });
    await publish(broker, 'garden', '21.5 °C', '-r');
    await publish(broker, 'site/json', '{"temp": 21.5,\n "on": true}');
    await alice.waitFor(/json/);
    enter(alice, '/share site/json');
    await bob.waitFor(/alice {2}site\/json =/);
    await bob.waitFor(/\{"temp":21\.5,"on":true\}/);

    alice.press('Tab');
    alice.type('/garden');
    await alice.waitFor(/filter: garden/);
    alice.press('Enter', 'Down');
    await alice.waitFor(/publish to garden/);
    alice.press('Shift+Tab');
    enter(alice, '/share');
    await alice.waitFor(/! Said in #chat: garden = 21\.5 °C/);
    await bob.waitFor(/alice {2}garden = 21\.5 °C/);
    await script.waitFor((payload) => payload.includes('garden'));
    expect(heard(script.payloads).slice(2)).toEqual([
      'alice: site/json = {"temp":21.5,"on":true} (then)',
      'alice: garden = 21.5 °C (then, retained)',
    ]);
    await waitForWholePanes(alice);
  });

  it('are posted by a watch when they cross, and told to one alone without --post', async () => {
    const script = await subscribe(broker, 'chat');
    const alice = await join(broker, 'alice', { columns: 80, rows: 24 });
    const bob = await join(broker, 'bob', { columns: 80, rows: 24 });
    await publish(broker, 'site/1/temperature', '29');
    await alice.waitFor(/temperature/);
    enter(alice, '/watch site/1/temperature > 30 --post');
    await alice.waitFor(/Now 29/);
    enter(alice, '/watch site/+/door = open');
    await alice.waitFor(/Watch 2: site/);

    await publish(broker, 'site/1/temperature', '31.2 °C');
    await bob.waitFor(/alice {2}site\/1\/temperature = 31\.2 °C/);
    await publish(broker, 'site/2/door', 'open');
    await alice.waitFor(/·» Watch 2: site\/2\/door = open/);
    await waitForWholePanes(alice);

    enter(alice, '/watch');
    await alice.waitFor(/1 {2}site\/1\/temperature > 30 +│\n│ +met, 31\.2 °C/);
    await alice.waitFor(/2 {2}site\/\+\/door = open +│\n│ +met, open/);
    await waitForWholePanes(alice, ['Watches']);
    alice.press('Escape');
    await alice.waitUntilGone(/Watches/);
    enter(alice, '/unwatch 1');
    await alice.waitFor(/No longer watched:/);
    enter(bob, 'thanks');
    await script.waitFor((payload) => payload.includes('thanks'));
    expect(heard(script.payloads).slice(2)).toEqual([
      'alice: site/1/temperature = 31.2 °C, now > 30 (then)',
      'bob: thanks',
    ]);
  });

  it('are still watched after a restart, by one program', async () => {
    const folder = temporaryFolder();
    const start = (nick: string): TestTerminal =>
      startProgram([...at(broker), '--nick', nick, '--greeting', ''], {
        columns: 80,
        env: { MQTT_TUI_NO_HISTORY: undefined, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder },
      });
    const first = start('alice');
    await first.waitFor('●');
    enter(first, '/watch oven > 200 --post --every 1');
    await first.waitFor(/Watch 1: oven > 200/);
    enter(first, '/watch door = open');
    await first.waitFor(/Watch 2: door = open/);
    const beside = start('bob');
    await beside.waitFor('●');
    enter(beside, '/watch');
    await beside.waitFor(/There are no watches/);
    beside.kill('SIGTERM');
    await beside.exited;
    first.kill('SIGKILL');
    await first.exited;

    const script = await subscribe(broker, 'chat');
    const second = start('alice');
    await second.waitFor(/2 watches continue from an earlier run/);
    await second.waitFor('●');
    // The will message of the one that was killed comes with a delay of 10 s.
    await second.waitFor(/1 person/, { timeout: 20_000 });
    await publish(broker, 'oven', '210 °C');
    await script.waitFor((payload) => payload.includes('oven = 210 °C, now > 200'));
    enter(second, '/unwatch oven');
    await second.waitFor(/No longer watched/);
    enter(second, '/quit');
    await second.exited;

    const third = start('alice');
    await third.waitFor(/A watch continues from an earlier run/);
  });
});
