import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { join as joinRoom } from './program.ts';

/** A module that writes which of Node.js's own have been loaded into a file when the program ends. */
const spyInto = (file: string): string => {
  const code = `process.once('exit', () => process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(file)}, process.moduleLoadList.join('\\n')));`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
};

/** Each takes a few ms and 1 to 9 MB; a screen on a connection without TLS has no use for any of them. */
const late =
  /^NativeModule (?:_?http.*|https|tls|assert|zlib|dgram|worker_threads|child_process|internal\/(?:crypto\/webcrypto|deps\/undici.*|util\/diff|process\/report))$/;

describeWith(mosquittoMissing, 'a screen that is connected', () => {
  it('has loaded nothing for TLS, HTTP, workers and other programs', async () => {
    const broker = await forThisTest(startMosquitto());
    const file = join(temporaryFolder(), 'loaded');
    const terminal = await joinRoom(broker, 'alice', {
      env: { NODE_OPTIONS: `--import "${spyInto(file)}"` },
    });
    terminal.kill('SIGTERM');
    await terminal.exited;
    const loaded = readFileSync(file, 'utf8').split('\n');
    expect(loaded).toContain('NativeModule net');
    expect(loaded.filter((name) => late.test(name))).toEqual([]);
  });
});
