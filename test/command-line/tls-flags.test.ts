import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type KeyPasswordSource, withKeyPassword } from '../../source/command-line/key-password.ts';
import { tlsFlags } from '../../source/command-line/tls-flags.ts';
import type { Host } from '../../source/command-line/host.ts';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { flagValues } from '../support/flag-values.ts';
import { fakeHost } from '../support/fake-host.ts';
import { describeWith } from '../support/needs.ts';

const tls = (...argv: readonly string[]) => tlsFlags(flagValues('screen', argv));

/** A terminal on which this is typed, and what is printed beside it. */
const terminal = (typed: string) => {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    rawModes: [] as boolean[],
    setRawMode(isRaw: boolean) {
      this.rawModes.push(isRaw);
    },
  });
  const stderr = new PassThrough();
  const printed: string[] = [];
  stderr.on('data', (chunk) => printed.push(String(chunk)));
  stdin.write(typed);
  return { stdin: stdin as unknown as ReadStream, stderr, printed, rawModes: stdin.rawModes };
};

/** Where a person is asked, or a program. */
const asking = (
  terminalOf: Pick<Host, 'stdin' | 'stderr'>,
  words?: readonly string[],
  isBehindScreen = false,
): KeyPasswordSource => ({
  host: { ...fakeHost().host, ...terminalOf, environment: process.env },
  command: words === undefined ? undefined : { name: 'key-password-command', words },
  isBehindScreen: () => isBehindScreen,
});

describeWith(opensslMissing, 'the files of TLS', () => {
  let maker: CertificateMaker;
  let own: Certificate;
  let other: Certificate;
  let encrypted: string;
  beforeAll(() => {
    maker = new CertificateMaker();
    own = maker.selfSigned('own', 'DNS:own.example');
    other = maker.selfSigned('other', 'DNS:other.example');
    const pass = ['-passout', 'pass:sesame'];
    encrypted = maker.convert(own.keyFile, 'encrypted.key', 'pkey', '-aes256', ...pass);
  });
  afterAll(() => maker.close());

  it('may begin with a byte order mark, as Windows editors save them', () => {
    const mark = '\ufeff';
    const [cert, key, password] = [
      maker.write('marked.crt', `${mark}${readFileSync(own.certFile, 'utf8')}`),
      maker.write('marked.key', `${mark}${readFileSync(encrypted, 'utf8')}`),
      maker.write('marked.password', `${mark}sesame\r\n`),
    ];
    expect(
      tls('--cafile', cert, '--cert', cert, '--key', key, '--key-password-file', password),
    ).toMatchObject({ ca: readFileSync(own.certFile), keyPassword: 'sesame' });
  });

  it('names what is in the place of something else', () => {
    const der = maker.convert(own.certFile, 'own.der', 'x509', '-outform', 'der');
    const empty = maker.write('empty', '');
    const text = maker.write('text', 'hello');
    const { certFile, keyFile } = own;
    expect(() => tls('--cafile', der)).toThrow(
      `--cafile ${der}: this is DER; convert it to PEM: openssl x509 -inform der`,
    );
    expect(() => tls('--cafile', empty)).toThrow(`--cafile ${empty}: the file is empty.`);
    expect(() => tls('--cafile', text)).toThrow(/this is no PEM file/);
    expect(() => tls('--cafile', keyFile)).toThrow(/this is a private key/);
    expect(() => tls('--cert', keyFile, '--key', keyFile)).toThrow(/this is a private key/);
    expect(() => tls('--cert', certFile, '--key', certFile)).toThrow(/this is a certificate/);
    expect(() => tls('--cert', certFile, '--key', other.keyFile)).toThrow(
      'The key of --key does not belong to the certificate of --cert.',
    );
    const [damagedKey, damaged] = (['PRIVATE KEY', 'CERTIFICATE'] as const).map((what) =>
      maker.write(what, `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`),
    );
    if (damagedKey === undefined || damaged === undefined) throw new Error('they were not written');
    expect(() => tls('--cafile', damaged)).toThrow(/the certificate is damaged/);
    expect(() => tls('--cert', damaged, '--key', keyFile)).toThrow(/the certificate is damaged/);
    expect(() => tls('--cert', certFile, '--key', damagedKey)).toThrow(/the key is damaged/);
  });

  it('takes an encrypted key with the password in a file', () => {
    const right = maker.write('right', 'sesame\n');
    const wrong = maker.write('wrong', 'simsalabim\n');
    const pair = ['--cert', own.certFile, '--key', encrypted];
    expect(tls(...pair, '--key-password-file', right)?.keyPassword).toBe('sesame');
    expect(() => tls(...pair, '--key-password-file', wrong)).toThrow(
      `--key ${encrypted}: the password of --key-password-file does not open it.`,
    );
    expect(() => tls('--insecure', '--key-password-file', right)).toThrow(/needs --key\./);
  });

  const addressWithKey = ({ certFile } = own): ServerAddress => {
    const options = tls('--cert', certFile, '--key', encrypted);
    return { protocol: 'mqtts', host: 'h', port: 8883, tls: options ?? {} };
  };

  it('comes from a program, and nobody is asked', async () => {
    const stdin = new PassThrough() as unknown as ReadStream;
    const nobody = { stdin, stderr: new PassThrough() };
    const opened = await withKeyPassword([addressWithKey()], asking(nobody, ['echo', 'sesame']));
    expect(opened.map((address) => address.tls?.keyPassword)).toEqual(['sesame']);
    for (const [words, sentence] of [
      [['echo', 'wrong'], 'what it prints does not open the key of --key.'],
      [['false'], 'false ended with exit code 1.'],
    ] as const)
      await expect(withKeyPassword([addressWithKey()], asking(nobody, words))).rejects.toThrow(
        `key-password-command: ${sentence}`,
      );
  });

  it('is asked for on no terminal that the screen has', async () => {
    await expect(
      withKeyPassword([addressWithKey()], asking(terminal('sesame\r'), undefined, true)),
    ).rejects.toThrow(/--key-password-file FILE/);
  });

  it('asks for the password of an encrypted key, showing nothing of it', async () => {
    const { printed, rawModes, ...host } = terminal('wrong\rses\u0015sesamm\u007fe\r');
    const opened = await withKeyPassword([addressWithKey(), addressWithKey()], asking(host));
    expect(opened.map((address) => address.tls?.keyPassword)).toEqual(['sesame', 'sesame']);
    expect(printed.join('')).not.toMatch(/sesam|wrong/);
    expect(rawModes.at(-1)).toBe(false);
  });

  it.each([
    ['Ctrl+C', '\u0003'],
    ['three wrong ones', 'a\rb\rc\r'],
  ])('gives up after %s', async (_, typed) => {
    await expect(withKeyPassword([addressWithKey()], asking(terminal(typed)))).rejects.toThrow(
      'Without its password the key of --key cannot be used.',
    );
  });

  it('names a key of another certificate once it is open', async () => {
    await expect(
      withKeyPassword([addressWithKey(other)], asking(terminal('sesame\r'))),
    ).rejects.toThrow('The key of --key does not belong to the certificate of --cert.');
  });

  it('names the flag where there is no terminal', async () => {
    const stdin = new PassThrough() as unknown as ReadStream;
    await expect(
      withKeyPassword([addressWithKey()], asking({ stdin, stderr: new PassThrough() })),
    ).rejects.toThrow(/--key-password-file FILE/);
  });
});

it('the lists of --alpn and --ciphers', () => {
  expect(tls('--alpn', 'mqtt,x-amzn-mqtt-ca', '--alpn', 'b')?.alpn).toEqual([
    'mqtt',
    'x-amzn-mqtt-ca',
    'b',
  ]);
  expect(() => tls('--alpn', 'a,,b')).toThrow(/--alpn/);
  expect(tls('--ciphers', 'TLS_AES_256_GCM_SHA384:HIGH')?.ciphers).toBe(
    'TLS_AES_256_GCM_SHA384:HIGH',
  );
  expect(() => tls('--ciphers', 'NOPE')).toThrow(/--ciphers names none that is known/);
  expect(tls('--tls-version', '1.2')).toEqual({ version: '1.2' });
  expect(tls()).toBeUndefined();
});
