/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing } from './peers.ts';
import { at, enter, line, startProgram } from './program.ts';

const right = 'opensesame';
const question = 'Password of the key:';

describeWith(peersMissing ?? opensslMissing, 'an encrypted key', () => {
  let maker: CertificateMaker;
  let broker: Mosquitto;
  let keyFlags: readonly string[];
  beforeAll(async () => {
    maker = new CertificateMaker();
    const authority = maker.selfSigned('authority', 'DNS:authority.example', true);
    const { certFile, keyFile } = maker.signed('broker', 'IP:127.0.0.1', authority);
    broker = await startMosquitto({
      extra: [
        `certfile ${certFile}`,
        `keyfile ${keyFile}`,
        `cafile ${authority.certFile}`,
        'require_certificate true',
      ],
    });
    const own = maker.signed('own', 'DNS:own.example', authority);
    const words = ['pkey', '-aes256', '-passout', `pass:${right}`];
    const key = maker.convert(own.keyFile, 'encrypted.key', ...words);
    keyFlags = ['--cafile', authority.certFile, '--cert', own.certFile, '--key', key];
  });
  afterAll(async () => {
    await broker.stop();
    maker.close();
  });

  const start = (...args: readonly string[]): TestTerminal =>
    startProgram([...args, ...at(broker), ...keyFlags]);

  it('is opened with the password that is typed, before the screen opens', async () => {
    const alice = start('--nick', 'alice');
    await alice.waitFor(question);
    enter(alice, 'wrong');
    await alice.waitFor('That password does not open the key.');
    enter(alice, right);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(alice.raw()).not.toContain(right);
  });

  it('is opened for a script, which reads the rest of what is typed', async () => {
    const reader = start('sub', '-t', 'a', '-C', '1');
    await reader.waitFor(question);
    enter(reader, right);
    const writer = start('pub', '-t', 'a', '-l', '-q', '1', '-r');
    await writer.waitFor(question);
    enter(writer, right);
    enter(writer, 'hello');
    await reader.waitFor(/^hello/m);
    expect((await reader.exited).exitCode).toBe(0);
    expect(reader.raw() + writer.raw()).not.toContain(right);
  });

  it.each([
    ['sub', '-t', 'a'],
    ['pub', '-t', 'a', '-n'],
    ['clean', 'a/#'],
  ])('ends %s with exit code 2 when nobody opens it', async (...args) => {
    const script = start(...args);
    await script.waitFor(question);
    script.press('Ctrl+C');
    await script.waitFor('mqtt-tui: Without its password the key of --key cannot be used.');
    expect((await script.exited).exitCode).toBe(2);
  });
});
