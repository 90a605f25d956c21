import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { ourPub, ourSub, seen, theirPub, theirSub, toolsMissing } from '../support/side-by-side.ts';

/** The packets that a program has told of, such as `Sent CONNECT`. */
const packetsIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const [, way = '', name = ''] = /(sending|received|Sent|Received) ([A-Z]+)/.exec(line) ?? [];
    const isSent = way === 'sending' || way === 'Sent';
    return name === '' ? [] : [`${isSent ? 'Sent' : 'Received'} ${name}`];
  });

describeWith(toolsMissing, 'every packet, by -d', () => {
  it.each([
    ['311', '0'],
    ['5', '1'],
    ['5', '2'],
  ])(
    'is told of by sub as by mosquitto_sub, but on standard error, with MQTT %s and QoS %s',
    async (version, qos) => {
      const broker = await forThisTest(startMosquitto());
      await theirPub(broker, ['-r', '-q', qos, '-t', 'a', '-m', 'x']);
      const args = ['-d', '-V', version, '-i', 'me', '-q', qos, '-t', 'a', '-W', '1'];
      const own = await ourSub(broker, ...args);
      const other = await theirSub(broker, ...args);
      expect(seen(own)).toEqual([27, 'x\n']);
      const sorted = (text: string) => packetsIn(text).toSorted();
      // The broker answers a subscription and sends what is retained in any order.
      expect(sorted(own.err)).toEqual(sorted(other.out.toString()));
      expect(packetsIn(own.err).slice(0, 3)).toEqual([
        'Sent CONNECT',
        'Received CONNACK',
        'Sent SUBSCRIBE',
      ]);
    },
  );

  it.each(['0', '1', '2'])('is told of by pub as by mosquitto_pub, with QoS %s', async (qos) => {
    const broker = await forThisTest(startMosquitto());
    const args = ['-d', '-q', qos, '-t', 'a', '-m', 'x'];
    const [own, other] = await Promise.all([ourPub(broker, args), theirPub(broker, args)]);
    expect(packetsIn(own.err)).toEqual(packetsIn(other.out.toString()));
  });

  it('comes without passwords and payloads', async () => {
    const broker = await forThisTest(startMosquitto({ users: { alice: 'sesame' } }));
    const login = ['-u', 'alice', '-P', 'sesame', '--will-topic', 'w', '--will-payload', 'secret'];
    const { err } = await ourPub(broker, ['-d', ...login, '-t', 'a', '-m', 'secret']);
    expect(err).not.toMatch(/sesame|secret/);
    expect(err).toContain('mqtt-tui: Sent CONNECT: MQTT 5, client identifier "mqtt-tui-');
    expect(err).toContain(', user name, password, last will on "w"\n');
  });
});

describe('-d', () => {
  it('harms no terminal with what a broker sends', async () => {
    const { port } = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        agree(packet);
        const message = { cmd: 'publish', qos: 0, dup: false, retain: false } as const;
        send({ ...message, topic: 'a\u001b[31m\nb', payload: 'x' });
      },
    });
    const { err } = await ourSub({ host: '127.0.0.1', port }, '-d', '-C', '1', '#');
    expect(err).toContain('mqtt-tui: Received PUBLISH: "a␛[31m␊b", QoS 0, 1 byte\n');
  });

  it('cannot be quiet', async () => {
    const { host, err } = fakeHost({ argv: ['sub', '-d', '--quiet', 'a'] });
    expect(await main(host)).toBe(2);
    expect(err()).toBe('mqtt-tui: Use either --debug or --quiet, not both.\n');
  });
});
