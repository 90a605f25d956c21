import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { fakeHost } from '../support/fake-host.ts';
import type { Finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { ourSub, seen, theirPub, theirSub, toolsMissing } from '../support/side-by-side.ts';
import { deviceBirth, deviceData, nodeBirth } from '../support/sparkplug.ts';

const meshProto = fileURLToPath(new URL('../data/proto/mesh.proto', import.meta.url));

/** Retains payloads by topic, in this order, with the tool that is not ours. */
const retain = async (
  broker: Mosquitto,
  payloads: Readonly<Record<string, string | Buffer>>,
): Promise<void> => {
  for (const [topic, payload] of Object.entries(payloads))
    await theirPub(broker, ['-r', '-q', '1', '-t', topic, '-s'], payload);
};

/** What `sub` prints of everything that is retained, sorted by lines. */
const printed = async (broker: Mosquitto, ...args: string[]): Promise<readonly string[]> => {
  const { exitCode, out, err } = await ourSub(broker, '--retained-only', ...args, '-t', '#');
  expect([exitCode, err]).toEqual([0, '']);
  return out.toString().split('\n').slice(0, -1).toSorted();
};

/** `{"temp":45,"name":"hi"}` in MessagePack. */
const packed = Buffer.from('82a474656d702da46e616d65a26869', 'hex');

/** The record of a CSV file without what differs from run to run: time and interval. */
const untimed = (record: string): string =>
  record.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z,\d*,/, 'TIME,');

const withoutTime = ({ out }: Finished): string => out.toString().replace(/"tst":\t"[^"]*"/, '');

describeWith(toolsMissing, 'the payloads of sub', () => {
  it.each([
    [['json:.temp>30'], ['a', 'packed']],
    [['json:.id=1724442618569203715'], ['b']],
    [['json:.temp>30', 'json:.name=hi'], ['packed']],
    [['json:.temp -packed'], ['a']],
    [['-json:.temp'], ['b', 'text']],
    [['payload:HELLO'], ['text']],
    [['re:^[ab]$', '!b'], ['a']],
    [['+'], ['a', 'b', 'packed', 'text']],
    [['-retained:'], []],
  ])('are taken by --filter %j as the tree shows their topics', async (filters, topics) => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, {
      a: '{"temp":31.0}',
      b: '{"id":1724442618569203715}',
      packed,
      text: 'hello',
    });
    const flags = filters.flatMap((filter) => ['--filter', filter]);
    expect(await printed(broker, ...flags, '-F', '%t')).toEqual(topics);
  });

  it('are cleared only where they pass --filter', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { a: '{"old":true}', b: '{"old":false}' });
    const flags = ['--remove-retained', '--filter', 'json:.old=true', '-F', '%t'];
    expect(await printed(broker, ...flags)).toEqual(['a']);
    expect(await printed(broker, '-F', '%t')).toEqual(['b']);
  });

  it('end sub when a regular expression takes too long', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { [`${'a'.repeat(60)}!`]: 'x' });
    expect(await ourSub(broker, '--filter', 're:^(a+)+$', '#')).toMatchObject({
      exitCode: 1,
      err: 'mqtt-tui: The regular expression took too long and was stopped: write it without nested repetitions.\n',
    });
  });

  it('are records of a CSV file with --csv, as exported on the screen', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, {
      'a,b': 'say "hi"\nthere',
      'c/d': Buffer.from([0xff, 0]),
    });
    const { out, exitCode } = await ourSub(broker, '--csv', '-C', '2', '#');
    expect(exitCode).toBe(0);
    const records = out.toString().split('\r\n');
    expect(records.map((record) => untimed(record))).toEqual([
      'time,interval_ms,topic,qos,retain,size,payload,payload_base64,missing_bytes',
      'TIME,"a,b",0,1,14,"say ""hi""\nthere",,0',
      'TIME,c/d,0,1,2,,/wA=,0',
      '',
    ]);
    expect(records[1]).toMatch(/Z,,"a,b"/);
    expect(records[2]).toMatch(/Z,\d+,c\/d/);
  });

  it('are decoded by --decode: all digits, bytes in hexadecimal, text as it is', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, {
      packed,
      raw: 'AB',
      text: 'one\ttwo',
      cbor: Buffer.from('a1616119ffff', 'hex'),
    });
    expect(await printed(broker, '-v', '--decode', 'raw=hex')).toEqual([
      'cbor {"a":65535}',
      'packed {"temp":45,"name":"hi"}',
      'raw 4142',
      'text one\ttwo',
    ]);
    expect(
      await printed(broker, '--csv', '--decode', 'msgpack', '--filter', 'packed'),
    ).toHaveLength(2);
    const json = ['--json', '--decode', 'cbor=cbor', '--filter', 'cbor'];
    expect((await printed(broker, ...json)).map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        time: expect.any(String) as string,
        topic: 'cbor',
        qos: 0,
        retain: true,
        payload64: 'oWFhGf//',
        decoded: { a: 65_535 },
      },
    ]);
  });

  it('are decoded by the message types of --proto', async () => {
    const type = (await protobuf.load(meshProto)).lookupType('mesh.ServiceEnvelope');
    const payload = Buffer.from(type.encode(type.fromObject({ channelId: 'LongFast' })).finish());
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { mesh: payload });
    const flags = ['--proto', meshProto, '--decode', 'protobuf:mesh.ServiceEnvelope'];
    expect(await printed(broker, ...flags)).toEqual(['{"channel_id":"LongFast"}']);
  });

  it('of Sparkplug are decoded with the names of the birth certificates before them', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, {
      'spBv1.0/g/NBIRTH/n': nodeBirth,
      'spBv1.0/g/DBIRTH/n/d': deviceBirth,
      'spBv1.0/g/DDATA/n/d': deviceData,
    });
    const topics = ['NBIRTH/n', 'DBIRTH/n/d', 'DDATA/n/d'].flatMap((end) => [
      '-t',
      `spBv1.0/g/${end}`,
    ]);
    const { out } = await ourSub(broker, '--retained-only', '--pretty', '-v', ...topics);
    const data = out.toString().split('spBv1.0/g/DDATA/n/d ')[1];
    expect(data).toContain('"temperature":\t');
  });

  it('that are something else than --decode says are told of, and printed in hexadecimal', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { a: Buffer.from([0xc1, 0xff]) });
    expect(await ourSub(broker, '-C', '1', '--decode', 'cbor', 'a')).toMatchObject({
      exitCode: 0,
      out: Buffer.from('c1ff\n'),
      err: 'mqtt-tui: a: This is not cbor: these are its bytes.\n',
    });
  });

  it.each(['%j', '%J'])('are laid out with -F %s --pretty as by mosquitto_sub', async (format) => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { a: '{"a":[1,2,{"b":{},"c":[]}],"d":"x\\ny","e":null,"f":true}' });
    const args = ['-F', format, '--pretty', '-C', '1', '-t', 'a'];
    const [own, other] = await Promise.all([ourSub(broker, ...args), theirSub(broker, ...args)]);
    expect(withoutTime(own)).toBe(withoutTime(other));
  });

  it('are laid out with -F %j --pretty as by mosquitto_sub, bytes that are not UTF-8 too', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { a: Buffer.from('\u00ff"\u0080ab', 'latin1') });
    const args = ['-F', '%j', '--pretty', '-C', '1', '-t', 'a'];
    const [own, other] = await Promise.all([ourSub(broker, ...args), theirSub(broker, ...args)]);
    expect(withoutTime(own)).toBe(withoutTime(other));
  });

  it('are laid out with --pretty, bytes as a hex dump', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, { bytes: Buffer.from([0xff, 0]), packed, text: 'plain "text"' });
    expect(seen(await ourSub(broker, '--retained-only', '--pretty', '-v', '#'))).toEqual([
      0,
      'bytes 0000  ff 00                                            ··\n' +
        'packed {\n\t"temp":\t45,\n\t"name":\t"hi"\n}\ntext plain "text"\n',
    ]);
    const [json] = (await ourSub(broker, '--json', '--pretty', '-C', '1', 'packed')).out
      .toString()
      .split('\n}\n');
    expect(JSON.parse(`${json}}`)).toMatchObject({ topic: 'packed', decoded: { temp: 45 } });
  });
});

describe('what cannot be done with payloads', () => {
  it.each([
    [['--filter', 'json:x'], '--filter: json: takes a path and a comparison, such as'],
    [['--filter', 'changed:5s'], '--filter: changed: and stale: ask for a time without a message'],
    [['--filter', ' '], '--filter: It takes words, a/+/b, re:, payload:, json: or retained:.'],
    [['--csv', '-v'], 'Use only one of --csv and --verbose.'],
    [['--csv', '--pretty'], 'Use either --csv or --pretty: a record of a CSV file is one line.'],
    [['--decode', 'yaml'], '--decode yaml: There is no decoder "yaml"; use one of '],
    [['--proto', '/nowhere.proto'], '--proto /nowhere.proto: there is no such file.'],
  ])('is said in one sentence: %j', async (args, sentence) => {
    const { host, err } = fakeHost({ argv: ['sub', ...args, 'a'] });
    expect(await main(host)).toBe(2);
    expect(err()).toContain(`mqtt-tui: ${sentence}`);
    expect(err().trim().split('\n')).toHaveLength(1);
  });
});
