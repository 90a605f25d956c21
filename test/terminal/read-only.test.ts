import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareClient, type BareClient } from '../support/bare-client.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { homeIn } from './at-home.ts';
import { at, enter, line, listens, startProgram, toInput } from './program.ts';

let broker: Mosquitto;
beforeAll(async () => {
  broker = await startMosquitto();
});
afterAll(() => broker.stop());

const sentence = 'Read-only: nothing is published, cleared or said.';

const publish = (client: BareClient, topic: string, payload: string): void =>
  client.send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });

/** Somebody who sees all that is published, until the test is over. */
const subscriber = async (): Promise<BareClient> => {
  const client = await bareClient(broker.port, { clientId: `raw-${Math.random()}` });
  client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] });
  await client.untilPacket('suback');
  return client;
};

describeWith(mosquittoMissing, 'mqtt-tui --read-only on Mosquitto', () => {
  it.each([[['--nick', 'alice']], [[]]])(
    'shows what others say, and none of it leaves a trace: %j',
    async (args) => {
      const raw = await subscriber();
      const before = broker.log().length;
      const terminal = startProgram([...at(broker), '--read-only', ...args], {
        columns: 80,
        env: homeIn(temporaryFolder()),
      });
      await terminal.waitFor('read-only · / for commands');
      await terminal.waitFor('· read-only');
      await listens(terminal);
      expect(terminal.text()).not.toContain('Your name');
      const subscribed = (): string => broker.log().slice(before);
      await expect.poll(subscribed).toMatch(/^mqtt-tui-\S+ \d chat$/m);
      await expect.poll(subscribed).toMatch(/^mqtt-tui-\S+-w \d #$/m);
      publish(raw, 'chat', JSON.stringify({ user: 'bob', say: 'hello all' }));
      publish(raw, 'lamp', 'on');
      await terminal.waitFor(line('bob', 'hello all'));

      await toInput(terminal);
      enter(terminal, 'hi bob');
      await terminal.waitFor(sentence);
      expect(terminal.text()).toContain('hi bob');
      terminal.press('Ctrl+U');
      await terminal.waitUntilGone('hi bob');
      for (const command of ['/pub lamp off', '/me waves', '/away', '/msg bob psst']) {
        enter(terminal, command);
        await terminal.waitFor(command);
        await terminal.waitFor(sentence);
        terminal.press('Ctrl+U');
        await terminal.waitUntilGone(command);
      }
      enter(terminal, '/clean #');
      await terminal.waitFor('Retained: #');
      terminal.press('Escape');
      await terminal.waitFor('read-only · / for commands');
      enter(terminal, '/quit');
      expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });

      publish(raw, 'marker', 'x');
      await raw.untilPacket('publish', ({ topic }) => topic === 'marker');
      const topics = raw.packets.flatMap((packet) =>
        packet.cmd === 'publish' ? [packet.topic] : [],
      );
      expect(topics).toEqual(['chat', 'lamp', 'marker']);
      const log = broker.log().slice(before);
      expect(log).toMatch(/Received SUBSCRIBE from mqtt-tui-/);
      expect(log).not.toMatch(/Received PUBLISH from mqtt-tui-|^Will message specified/m);
    },
  );
});
