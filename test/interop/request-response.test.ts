import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import * as fc from 'fast-check';
import { connectAsync, type IClientPublishOptions } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { fakeHost } from '../support/fake-host.ts';
import { finished } from '../support/finished.ts';
import { findProgram } from '../support/find-program.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

/** A request and how it is answered. */
type Case = {
  readonly flags: readonly string[];
  readonly version: 'mqttv5' | 'mqttv311';
  /** An argument: mosquitto_rr 2.0.11 publishes nothing of a file or of standard input. */
  readonly request: string;
  readonly response: Buffer;
  readonly properties: NonNullable<IClientPublishOptions['properties']>;
  readonly qos: 0 | 1 | 2;
};

const json = fc.json().map((text) => Buffer.from(text));
const text = fc.string({ unit: 'binary', maxLength: 200 }).map((some) => Buffer.from(some));
const digits = fc.oneof(fc.bigInt(), fc.double()).map((some) => Buffer.from(String(some)));
const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some));
const payload = fc.oneof(json, text, digits, bytes, fc.constant(Buffer.alloc(0)));

const formats = [
  '%t|%10t|%-10t|%.2t|%5.2t',
  '%p|%40p|%-40p|%.3p|%%',
  '%x|%X|%03x|%40X',
  '%q %r %l|%05l|%-5l',
  '%C|%20C|%D|%P|%R|%A|%E|%F|%S',
  String.raw`\\|\a\e\n\r\t\v\0`,
  '',
];

const property = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });

const cases: fc.Arbitrary<Case> = fc.record({
  flags: fc.oneof(
    fc.constantFrom([], ['-v'], ['-N'], ['-v', '-N']),
    fc.constantFrom(...formats).map((format) => ['-F', format]),
  ),
  version: fc.constantFrom('mqttv5' as const, 'mqttv311' as const),
  request: fc.string({ unit: 'grapheme', maxLength: 100 }).map((some) => some.replaceAll('\0', '')),
  response: payload,
  properties: fc.record(
    {
      contentType: property,
      correlationData: bytes,
      userProperties: property.map((value) => ({ name: value })),
      payloadFormatIndicator: fc.constant(false),
      messageExpiryInterval: fc.integer({ min: 1000, max: 9000 }),
    },
    { requiredKeys: [] },
  ),
  qos: fc.constantFrom(0, 1, 2),
});

const missing =
  mosquittoMissing ??
  (findProgram('mosquitto_rr') === undefined
    ? 'the program "mosquitto_rr" is not installed'
    : undefined);

/** What our program prints, to the byte. */
const ours = async (argv: readonly string[]): Promise<[number, Buffer]> => {
  const { host } = fakeHost({ argv: ['request', ...argv] });
  const stdout = new PassThrough();
  const out: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  const exitCode = await main({ ...host, stdout: stdout as unknown as WriteStream });
  return [exitCode, Buffer.concat(out)];
};

describeWith(missing, 'mqtt-tui request beside mosquitto_rr', () => {
  it('prints the same bytes for the same response', { timeout: 180_000 }, async () => {
    const { port } = await forThisTest(startMosquitto());
    const corpus = fc.sample(cases, { seed: 17, numRuns: 320 });
    const responder = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 5 });
    onTestFinished(() => responder.endAsync(true));
    await responder.subscribeAsync('request/+', { qos: 2 });
    const requests: [number, string, string | undefined][] = [];
    responder.on('message', (topic, asked, packet) => {
      const number = Number(topic.split('/')[1]);
      requests.push([number, asked.toString(), packet.properties?.responseTopic]);
      const { response, properties, qos } = corpus[number]!;
      responder.publish(`response/${number}`, response, { qos, properties });
    });
    for (const [number, { flags, version, request, qos }] of corpus.entries()) {
      const same = ['-h', '127.0.0.1', '-p', `${port}`, '-q', `${qos}`, '-W', '20', '-m', request];
      const topics = ['-t', `request/${number}`, '-e', `response/${number}`];
      const args = [...same, ...topics, ...flags];
      const theirs = await finished('mosquitto_rr', [...args, '-V', version]);
      const ourVersion = version === 'mqttv5' ? '5' : '3.1.1';
      const own = await ours([...args, '-V', ourVersion]);
      expect([number, flags, ...own]).toEqual([number, flags, theirs.exitCode, theirs.out]);
      expect(theirs.exitCode).toBe(0);
      const topic = version === 'mqttv5' ? `response/${number}` : undefined;
      const asked = [number, request, topic];
      expect(requests.slice(-2)).toEqual([asked, asked]);
    }
  });
});
