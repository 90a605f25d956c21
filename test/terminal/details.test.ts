/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { deviceBirth, deviceData } from '../support/sparkplug.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish, runPublisher } from './peers.ts';
import { at, startProgram } from './program.ts';

const dataFile = (name: string): string =>
  fileURLToPath(new URL(`../data/${name}`, import.meta.url));

/** From the tree past the log into the details. */
const toDetails = async (terminal: TestTerminal): Promise<void> => {
  terminal.press('Tab', 'Tab');
  await terminal.waitFor('Enter fold');
};

describeWith(peersMissing, 'payloads in detail on Mosquitto, at 80×24, by keyboard', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  /** Watches with the keyboard in the tree, on its last row. */
  const watch = async (topic: string, ...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-chat', '-V', '5', ...args], {
      columns: 80,
      rows: 24,
    });
    await terminal.waitFor(topic.split('/').at(-1) ?? '');
    terminal.press('End');
    await terminal.waitFor(`╮╭ ${topic} `);
    return terminal;
  };

  it('shows a sensor with its properties, moves to a value, folds, and searches', async () => {
    const payload = readFileSync(dataFile('payloads/zigbee2mqtt-sensor.json'));
    await runPublisher(
      broker,
      [
        '-t',
        'zigbee2mqtt/hall',
        '-s',
        '-r',
        '-V',
        '5',
        '-D',
        'publish',
        'content-type',
        'application/json',
        '-D',
        'publish',
        'user-property',
        'trace',
        '1',
        '-D',
        'publish',
        'user-property',
        'trace',
        '2',
        '-D',
        'publish',
        'response-topic',
        'answers',
      ],
      payload,
    );
    const terminal = await watch('zigbee2mqtt/hall');
    await terminal.waitFor('JSON (content type)');
    await terminal.waitFor('filter #');
    await terminal.waitFor('content type application/json');
    await terminal.waitFor('response topic answers');
    await terminal.waitFor('user property trace: 1');
    await terminal.waitFor('user property trace: 2');
    await toDetails(terminal);
    terminal.press('/');
    await terminal.waitFor('search in the payload');
    terminal.type('temperat');
    await terminal.waitFor(/─ \.temperature · ↓ \d+ rows more ─╯/);
    await terminal.waitFor('"temperature": 21.50,');
    terminal.press('Enter', 'Down');
    await terminal.waitFor(/─ \.update/);
    terminal.press('Enter');
    await terminal.waitFor('"update": {… 3 members},');
    await publish(broker, 'zigbee2mqtt/hall', '{"new":true,"temperature":22,"update":{"a":1}}');
    await terminal.waitFor('"update": {… 1 member}');
    expect(terminal.text()).toMatch(/─ \.update ─╯/);
    terminal.press('y');
    await terminal.waitFor('Copied the value at .update');
  });

  it('decodes what devices send, and as it is told', async () => {
    const message = { nested: { temp: 21.5 } };
    await publish(broker, 'packed', gzipSync(encode(message)), '-r');
    const terminal = await watch('packed');
    await terminal.waitFor('MessagePack in gzip');
    await terminal.waitFor('"temp": 21.5');
    await terminal.waitFor(/packed {2}\{"nested":\{".*│ [\d:]{8} R \{"nested":\{"temp":21\.5\}\} /);
    terminal.press('e');
    await terminal.waitFor('hex (chosen)');
    await terminal.waitFor(/packed {2}0x 1f 8b .*│ [\d:]{8} R 0x 1f 8b /);
    await terminal.waitFor('0000  1f 8b 08');
    terminal.press('e');
    await terminal.waitFor(/─ MessagePack in gzip ─╮/);
  });

  it('names the metrics of Sparkplug B by the birth certificate', async () => {
    const terminal = startProgram([...at(broker), '--no-chat'], { columns: 80, rows: 24 });
    await terminal.waitFor('● ');
    await publish(broker, 'spBv1.0/plant/DBIRTH/edge/d1', deviceBirth);
    await publish(broker, 'spBv1.0/plant/DDATA/edge/d1', deviceData);
    await terminal.waitFor('DDATA');
    terminal.press('Home', 'o');
    await terminal.waitFor(/d1.*\n[^]*d1/);
    terminal.press('End');
    await terminal.waitFor('Sparkplug B');
    await toDetails(terminal);
    terminal.press('End', 'Up', 'Up', 'Up');
    await terminal.waitFor('"temperature": 22.25,  Float, alias 5');
    await terminal.waitFor(/─ \.metrics\.temperature/);
  });

  it('decodes Protobuf by the type that --decode names', async () => {
    // ServiceEnvelope { channel_id: "LongFast", gateway_id: "!ab" }
    const payload = Buffer.concat([
      Buffer.from([0x12, 8]),
      Buffer.from('LongFast'),
      Buffer.from([0x1a, 3]),
      Buffer.from('!ab'),
    ]);
    await publish(broker, 'msh', payload, '-r');
    const terminal = await watch(
      'msh',
      '--proto',
      dataFile('proto/mesh.proto'),
      '--decode',
      'msh/#=protobuf:mesh.ServiceEnvelope',
    );
    await terminal.waitFor('Protobuf ServiceEnvelope (--decode)');
    await terminal.waitFor('"channel_id": "LongFast",');
  });

  it('says in one sentence what is wrong with --decode', async () => {
    const terminal = startProgram([...at(broker), '--decode', 'a=yaml']);
    await terminal.waitFor('There is no decoder "yaml"');
    expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  });
});
