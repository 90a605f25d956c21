import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { TlsOptions } from '../mqtt/server-address.ts';
import type { FlagValues } from './flags.ts';
import { readFlagFile, readFlagLine } from './read-flag-file.ts';
import type { SecretCommand } from './secret-command.ts';
import { secretInUse } from './secret-in-use.ts';
import { UsageError } from './usage-error.ts';
import { withoutMark } from '../payload/byte-order-mark.ts';

type Values = FlagValues<'connection'>;
type FileFlag = 'cafile' | 'cert' | 'key';

const isPem = (content: Buffer): boolean => content.includes('-----BEGIN ');
const isKey = (content: Buffer): boolean =>
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(content.toString());
const isCertificate = (content: Buffer): boolean =>
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(content.toString());

/** Whether a key needs a password: PKCS #8 says so in its first line, older keys in a header. */
export const isEncrypted = (key: Buffer): boolean =>
  /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(key.toString());

/** The OpenSSL command that turns a DER file into PEM. */
const conversion: Readonly<Record<FileFlag, string>> = {
  cafile: 'openssl x509 -inform der',
  cert: 'openssl x509 -inform der',
  key: 'openssl pkey -inform der',
};

/** The first certificate of a PEM file; `undefined` if it cannot be read. */
const certificateIn = (content: Buffer): X509Certificate | undefined => {
  try {
    return new X509Certificate(content);
  } catch {
    return undefined;
  }
};

/** What is wrong with the contents of a file; `undefined` if nothing is. */
const contentProblem = (flag: FileFlag, content: Buffer): string | undefined => {
  if (content.length === 0) return 'the file is empty.';
  // Every DER file of this kind is an ASN.1 sequence.
  if (!isPem(content))
    return content[0] === 0x30
      ? `this is DER; convert it to PEM: ${conversion[flag]} -in FILE -out FILE.pem`
      : 'this is no PEM file: it has no line "-----BEGIN …".';
  if (flag === 'key')
    return isKey(content)
      ? undefined
      : isCertificate(content)
        ? 'this is a certificate: it goes with --cert, and its key with --key.'
        : 'this has no private key.';
  if (isCertificate(content))
    return certificateIn(content) === undefined ? 'the certificate is damaged.' : undefined;
  return isKey(content) ? 'this is a private key: it goes with --key.' : 'this has no certificate.';
};

const readPem = (flag: FileFlag, path: string): Buffer => {
  // OpenSSL finds no first line after a byte order mark.
  const content = withoutMark(readFlagFile(flag, path));
  const problem = contentProblem(flag, content);
  if (problem !== undefined) throw new UsageError(`--${flag} ${path}: ${problem}`);
  return content;
};

/** The private key of a PEM file; `undefined` if it is damaged, or this password does not open it. */
export const openKey = (key: Buffer, passphrase?: string): KeyObject | undefined => {
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    return undefined;
  }
};

/** Throws `UsageError` if the key does not belong to the certificate. */
export const checkPair = (cert: Buffer, key: KeyObject): void => {
  if (certificateIn(cert)?.checkPrivateKey(key) === false)
    throw new UsageError('The key of --key does not belong to the certificate of --cert.');
};

/** Throws `UsageError` if the key cannot be read, or does not belong to the certificate. */
const checkKey = (values: Values, cert: Buffer, content: Buffer, passphrase?: string): void => {
  // Its password is asked for later.
  if (isEncrypted(content) && passphrase === undefined) return;
  const key = openKey(content, passphrase);
  if (key === undefined)
    throw new UsageError(
      isEncrypted(content)
        ? `--key ${values.key}: the password of --key-password-file does not open it.`
        : `--key ${values.key}: the key is damaged.`,
    );
  checkPair(cert, key);
};

/** Throws `UsageError` if OpenSSL knows none of these ciphers. */
const checkCiphers = (ciphers: string): void => {
  try {
    createSecureContext({ ciphers });
  } catch {
    throw new UsageError('--ciphers names none that is known: `openssl ciphers` lists them.');
  }
};

/** Which of the two has the key's password; `undefined` if neither does. Throws `UsageError`. */
const keyPasswordWay = (
  values: Values,
): 'key-password-file' | 'key-password-command' | undefined => {
  const way = secretInUse(
    (['key-password-file', 'key-password-command'] as const).map((name) => ({
      name,
      isSet: (values[name] ?? []).length > 0,
      source: values.sourceOf(name),
    })),
  );
  if (way !== undefined && values.key === undefined)
    throw new UsageError(
      way === 'key-password-file' ? '--key-password-file needs --key.' : `${way} needs --key.`,
    );
  return way;
};

const keyPassword = (values: Values): string | undefined => {
  const file = values['key-password-file'];
  return file !== undefined && keyPasswordWay(values) === 'key-password-file'
    ? readFlagLine('key-password-file', file)
    : undefined;
};

/** The program that prints the password of an encrypted key; `undefined` if there is none, or a file has it. Throws `UsageError`. */
export const keyPasswordCommand = (values: Values): SecretCommand | undefined => {
  const name = 'key-password-command';
  return keyPasswordWay(values) === name ? { name, words: values[name] } : undefined;
};

/** The TLS options from the flags; `undefined` if none turns TLS on. Throws `UsageError`. */
export const tlsFlags = (values: Values): TlsOptions | undefined => {
  const [ca, cert, key] = (['cafile', 'cert', 'key'] as const).map((flag) => {
    const path = values[flag];
    return path === undefined ? undefined : readPem(flag, path);
  });
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--cert and --key must be used together.');
  const password = keyPassword(values);
  if (cert !== undefined && key !== undefined) checkKey(values, cert, key, password);
  const alpn = values.alpn.flatMap((names) => names.split(','));
  if (alpn.some((name) => name === '' || Buffer.byteLength(name) > 255))
    throw new UsageError('--alpn takes names of 1 to 255 bytes, such as mqtt.');
  if (values.ciphers !== undefined) checkCiphers(values.ciphers);
  const version = values['tls-version'] === 'auto' ? undefined : values['tls-version'];
  const tls = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(password === undefined ? {} : { keyPassword: password }),
    ...(alpn.length === 0 ? {} : { alpn }),
    ...(version === undefined ? {} : { version }),
    ...(values.ciphers === undefined ? {} : { ciphers: values.ciphers }),
    ...(values.insecure ? { insecure: true } : {}),
  };
  return Object.keys(tls).length === 0 ? undefined : tls;
};

/** The flags of TLS, as a sentence names them. */
export const tlsFlagNames =
  '--cafile, --cert, --key, --insecure, --alpn, --tls-version and --ciphers';
