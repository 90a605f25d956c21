/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { enter, join, line } from './program.ts';

const sayOf = (payload: string): string => (JSON.parse(payload) as { say: string }).say;

describeWith(peersMissing, 'a connection that breaks', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('says so and counts down; what is typed meanwhile arrives once and in order', async () => {
    const alice = await join(broker, 'alice');
    await broker.down();
    await alice.waitFor(/○ offline · attempt \d+ in \d+ s/);
    await alice.waitFor('! ');
    for (const text of ['one', '二', 'three']) enter(alice, text);
    for (const text of ['one', '二', 'three']) await alice.waitFor(line('alice', text, '⧖'));
    await waitForWholePanes(alice);
    // It counts down; which of the seconds is drawn depends on when in one the broker went.
    await alice.waitFor(/attempt 5 in [34] s/);
    await alice.waitFor(/attempt 5 in [12] s/);

    await broker.up();
    const room = await subscribe(broker, 'chat');
    for (const text of ['one', '二', 'three']) await alice.waitFor(line('alice', text, '✓'));
    await alice.waitFor(/● 127/);
    expect(alice.text()).not.toContain('offline');
    expect(alice.text()).not.toContain(' ! ');
    enter(alice, 'end');
    await room.waitFor((payload) => sayOf(payload) === 'end');
    // Once, in order, and without another greeting.
    expect(room.payloads.map(sayOf)).toEqual(['one', '二', 'three', 'end']);
    // The rooms and topics are subscribed again.
    await publish(broker, 'chat', '{"user":"bob","say":"welcome back"}');
    await alice.waitFor(line('bob', 'welcome back'));
    await publish(broker, 'site/door', 'open');
    await alice.waitFor(/door {2}/);
  });

  it('is tried again at once when Enter is pressed', async () => {
    const alice = await join(broker, 'alice');
    await broker.down('SIGTERM');
    await alice.waitFor(/attempt [56] in/);
    await broker.up();
    await alice.waitFor('offline');
    alice.press('Enter');
    await alice.waitFor('● ', { timeout: 1000 });
    enter(alice, 'there');
    await alice.waitFor(line('alice', 'there', '✓'));
  });

  it('keeps what is said to a broker that does not answer, and says it once', async () => {
    const alice = await join(broker, 'alice');
    const room = await subscribe(broker, 'chat');
    broker.pause();
    enter(alice, 'into the silence');
    await alice.waitFor(/into the silence +↑/);
    broker.resume();
    await alice.waitFor(line('alice', 'into the silence', '✓'));
    await room.waitFor((payload) => sayOf(payload) === 'into the silence');
    expect(room.payloads).toHaveLength(1);
  });

  it('tells the others at once when a program is killed (MQTT 3.1.1)', async () => {
    const alice = await join(broker, 'alice', { args: ['-V', '3.1.1'] });
    const bob = await join(broker, 'bob', { args: ['-V', '3.1.1'] });
    await alice.waitFor('2 people');
    const killed = Date.now();
    bob.kill('SIGKILL');
    await alice.waitFor(/bob was lost/);
    expect(Date.now() - killed).toBeLessThan(3000);
    await alice.waitFor('1 person');
  });

  it('tells them after ten seconds with MQTT 5', async () => {
    const alice = await join(broker, 'alice');
    const bob = await join(broker, 'bob');
    await alice.waitFor('2 people');
    const killed = Date.now();
    bob.kill('SIGKILL');
    await alice.waitFor(/bob was lost/, { timeout: 20_000 });
    expect(Date.now() - killed).toBeGreaterThan(8000);
    await alice.waitFor('1 person');
    await waitForWholePanes(alice);
  });

  it('tells when somebody leaves in the usual way', async () => {
    const alice = await join(broker, 'alice');
    const bob = await join(broker, 'bob');
    await alice.waitFor('bob is here');
    enter(bob, '/quit');
    await alice.waitFor('bob left');
    expect(alice.text()).not.toContain('was lost');
  });
});
