import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';

const program = findProgram('openssl');

/** A sentence if certificates cannot be made on this machine. */
export const opensslMissing: string | undefined =
  program === undefined ? 'the program "openssl" is not installed' : undefined;

/** A certificate and its key as files, and the content of the certificate's file. */
export type Certificate = {
  readonly certFile: string;
  readonly keyFile: string;
  readonly pem: Buffer;
};

/** Makes certificates in a temporary folder. */
export class CertificateMaker {
  readonly #folder = mkdtempSync(join(tmpdir(), 'certificates-'));

  /** Removes the files. */
  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A self-signed certificate. `names` as in `IP:127.0.0.1,DNS:localhost`; an authority can sign others. */
  selfSigned(name: string, names: string, isAuthority = false): Certificate {
    return this.#make(name, names, isAuthority ? 'CA:TRUE' : 'CA:FALSE');
  }

  /** A certificate signed by an authority. */
  signed(name: string, names: string, authority: Certificate): Certificate {
    const { certFile, keyFile } = authority;
    return this.#make(name, names, 'CA:FALSE', '-CA', certFile, '-CAkey', keyFile);
  }

  /** A certificate signed by an authority that was valid on the first day of 2020 only. */
  expired(name: string, names: string, authority: Certificate): Certificate {
    const made = this.signed(name, names, authority);
    const request = this.convert(
      made.certFile,
      `${name}.csr`,
      ...`x509 -x509toreq -copy_extensions copy -signkey ${made.keyFile}`.split(' '),
    );
    const database = this.write(`${name}.txt`, '');
    const configuration = this.write(
      `${name}.cnf`,
      [
        '[ca]',
        'default_ca = a',
        '[a]',
        `database = ${database}`,
        `new_certs_dir = ${this.#folder}`,
        'default_md = sha256',
        'policy = p',
        'copy_extensions = copy',
        'rand_serial = yes',
        '[p]',
        'commonName = supplied',
        '',
      ].join('\n'),
    );
    const args = `ca -batch -notext -config ${configuration} -cert ${authority.certFile} -keyfile ${authority.keyFile} -startdate 20200101000000Z -enddate 20200102000000Z`;
    const certFile = this.convert(request, `${name}-expired.pem`, ...args.split(' '));
    return { ...made, certFile, pem: readFileSync(certFile) };
  }

  /** What `openssl` makes of a file, as a file beside it. */
  convert(from: string, to: string, ...words: readonly string[]): string {
    const path = join(this.#folder, to);
    execFileSync(program ?? 'openssl', [...words, '-in', from, '-out', path], { stdio: 'pipe' });
    return path;
  }

  /** A file with this content. */
  write(name: string, content: string): string {
    const path = join(this.#folder, name);
    writeFileSync(path, content);
    return path;
  }

  #make(name: string, names: string, constraint: string, ...rest: string[]): Certificate {
    const certFile = join(this.#folder, `${name}.pem`);
    const keyFile = join(this.#folder, `${name}.key`);
    const words = `req -x509 -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes`;
    const args = [
      ...words.split(' '),
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${names}`,
      '-addext',
      `basicConstraints=critical,${constraint}`,
      '-out',
      certFile,
      '-keyout',
      keyFile,
      ...rest,
    ];
    execFileSync(program ?? 'openssl', args, { stdio: 'pipe' });
    return { certFile, keyFile, pem: readFileSync(certFile) };
  }
}
