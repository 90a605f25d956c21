import { describe, expect, it } from 'vitest';
import { forThisTest } from '../../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession } from '../../support/sessions.ts';

const rooms = ['chat'];

describeWith(mosquittoMissing, 'a chat on a Mosquitto that takes less', () => {
  describe.each([5, 4] as const)('with MQTT level %i', (protocolVersion) => {
    it.each(['retain_available false', 'max_qos 0'])('goes on: %s', async (extra) => {
      const { port } = await forThisTest(startMosquitto({ extra: [extra] }));
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms });
      await alice.ready();
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms });
      await bob.ready();
      await alice.untilTold('bob is here');
      for (const [one, other] of [
        [alice, bob],
        [bob, alice],
      ] as const) {
        expect(one.session.chat?.send('chat', `I am ${one.clientId}`)).toBeUndefined();
        await other.untilSaid(`I am ${one.clientId}`);
        await one.until('the line to be sent', () =>
          deliveries(one.room()).includes('acknowledged'),
        );
      }
      const limits = alice.session.chat?.connection.limits;
      expect([limits?.retain, limits?.maximumQos]).toEqual(
        extra === 'max_qos 0' ? [true, 0] : [false, 2],
      );
    });
  });

  it('refuses a long line alone, and takes those behind it', async () => {
    const { port } = await forThisTest(startMosquitto({ extra: ['message_size_limit 2000'] }));
    const alice = openSession({ port, nick: 'alice', rooms });
    await alice.ready();
    for (const say of ['x'.repeat(3000), 'short']) alice.session.chat?.send('chat', say);
    await alice.until('both to be answered', () => alice.session.chat?.waiting === 0);
    expect(deliveries(alice.room())).toEqual(['failed', 'acknowledged']);
  });

  it('goes without a will and presence that are too long for it, and says so', async () => {
    const { port } = await forThisTest(startMosquitto({ extra: ['message_size_limit 200'] }));
    const alice = openSession({ port, nick: 'alice', rooms });
    const notice = await alice.until('the notice', () => alice.session.notice?.text);
    expect(notice).toContain('The broker refused your presence: packet too large (149).');
  });
});
