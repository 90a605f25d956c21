/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, subscribe } from './peers.ts';
import { enter, join, line } from './program.ts';

describeWith(peersMissing, 'three programs on Mosquitto, one of them with MQTT 3.1.1', () => {
  let broker: Mosquitto;
  let alice: TestTerminal;
  let bob: TestTerminal;
  let carol: TestTerminal;
  beforeEach(async () => {
    broker = await startMosquitto();
    const wide = { columns: 110, rows: 24 };
    alice = await join(broker, 'alice', wide);
    bob = await join(broker, 'bob', wide);
    carol = await join(broker, 'carol', { columns: 120, rows: 24, args: ['-V', '3.1.1'] });
    await carol.waitFor('· MQTT 3.1.1 ·');
    for (const terminal of [alice, bob, carol]) await terminal.waitFor('3 people');
  });
  afterEach(() => broker.stop());

  it('say to each other what is for all, in rooms of two only there, and mention one', async () => {
    enter(carol, 'to everybody: 你好');
    for (const terminal of [alice, bob, carol])
      await terminal.waitFor(line('carol', 'to everybody: 你好'));
    enter(alice, '/join ops');
    await alice.waitFor(/▌# ops/);
    enter(carol, '/join ops');
    await carol.waitFor(/▌# ops/);
    // "carol is here", or first that nobody is: it depends on who is quicker.
    await alice.waitFor(/ #ops ─+ 2 people /);
    enter(alice, 'carol: the pump is off');
    await carol.waitFor(/alice» carol: the pump is off/);
    enter(carol, '/me looks');
    await alice.waitFor('carol looks');
    enter(bob, 'carol, where are you?');
    await carol.waitFor(/# chat +1 new, 1 @/);
    await alice.waitFor(/# chat +1 new +/);
    expect(alice.text()).not.toContain('1 @');
    for (const text of ['the pump', 'carol looks', '# ops']) expect(bob.text()).not.toContain(text);
  });

  it('keep from the third what two say to one another', async () => {
    const all = await subscribe(broker, 'chat/$dm/#');
    enter(alice, '/msg carol only you');
    await alice.waitFor(line('alice', 'only you', '✓'));
    await carol.waitFor(/@ alice \(encrypted\) +1 new/);
    carol.press('Alt+2');
    await carol.waitFor(line('alice', 'only you'));
    enter(carol, 'and only you');
    await alice.waitFor(line('carol', 'and only you'));
    // By the time this has come, the others would have come as well.
    enter(alice, '/msg bob now you');
    await bob.waitFor(/@ alice \(encrypted\) +1 new/);
    bob.press('Alt+2');
    await bob.waitFor(line('alice', 'now you'));
    expect(bob.text()).not.toContain('only you');
    expect(bob.text()).not.toContain('@ carol');
    expect(all.payloads).toHaveLength(3);
  });

  it('show the third that a room is encrypted, and no more', async () => {
    for (const terminal of [alice, carol]) {
      enter(terminal, '/join ops --secret');
      await terminal.waitFor('Passphrase of #ops');
      enter(terminal, 'correct horse');
      await terminal.waitFor('Once more');
      enter(terminal, 'correct horse');
      await terminal.waitFor(/▌# ops \(encrypted\)/);
    }
    enter(bob, '/join ops');
    await bob.waitFor(/▌# ops/);
    enter(alice, 'the tide is out');
    await alice.waitFor(line('alice', 'the tide is out', '✓'));
    // Who says it nobody without the key can tell for sure.
    await bob.waitFor(/alice\S* {2}\[encrypted\]/);
    enter(bob, 'what do you say?');
    // Bob has a key, and this is not signed for the private room.
    await alice.waitFor(line('bob?', '[not encrypted] what do you say?'));
    expect(bob.text()).not.toContain('tide');
  });

  it('see who is away, who comes back, and who was killed', async () => {
    enter(carol, '/away lunch');
    for (const terminal of [alice, bob]) await terminal.waitFor('carol is away: lunch');
    enter(alice, '/names');
    await alice.waitFor('3 people: alice, bob, carol (away: lunch)');
    enter(carol, '/away');
    for (const terminal of [alice, bob]) await terminal.waitFor('carol is back');
    // With MQTT 3.1.1 the will message comes at once.
    carol.kill('SIGKILL');
    for (const terminal of [alice, bob]) {
      await terminal.waitFor('carol was lost (the connection broke)');
      await terminal.waitFor('2 people');
    }
    carol = await join(broker, 'carol', { args: ['-V', '3.1.1'] });
    for (const terminal of [alice, bob]) await terminal.waitFor('3 people');
  });
});
