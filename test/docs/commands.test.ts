import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isFree } from '../support/free-port.ts';
import { mosquittoMissing } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { expectations } from './expectations.ts';
import { printedCommands } from './printed-commands.ts';
import { hasPrivateNetworks, inPrivateNetwork } from './private-network.ts';
import { addresses } from './stage.ts';

const table = 'test/docs/expectations.ts';
const printed = printedCommands();
const runner = fileURLToPath(new URL('run-printed.ts', import.meta.url));
const run = promisify(execFile);
const isPrivate = hasPrivateNetworks();

const ports = Object.values(addresses).map(({ port }) => port);
const portsAreTaken = `another program listens on port ${ports.join(' or ')}`;

const areFree = async (): Promise<boolean> => (await Promise.all(ports.map(isFree))).every(Boolean);

/** Waits for other tests that have the ports; resolves with whether they are free now. */
const portsAreFree = async (): Promise<boolean> => {
  await expect
    .poll(areFree, { timeout: 30_000, interval: 200 })
    .toBe(true)
    .catch(() => undefined);
  return areFree();
};

/** Without networks of their own the commands share the ports of this machine: one after the other. */
const together = isPrivate ? describe.concurrent : describe;

describe('every command in the sh blocks of README and docs/', () => {
  it('has an expectation', () => {
    const missing = printed
      .filter(({ name }) => expectations[name] === undefined)
      .map(({ page, name }) => `${page} prints "${name}": say in ${table} what it must do`);
    expect(missing).toEqual([]);
  });

  it('is still printed if something is expected of it', () => {
    const names = new Set(printed.map(({ name }) => name));
    const stale = Object.keys(expectations)
      .filter((name) => !names.has(name))
      .map((name) => `no page prints "${name}" any more: take it out of ${table}`);
    expect(stale).toEqual([]);
  });
});

/** Each command once, as the first page prints it. */
const lines = new Map(printed.toReversed().map(({ line, name }) => [name, line]));

together('a printed command does what is expected:', () => {
  for (const [name, line] of lines) {
    const expected = expectations[name];
    if (expected === undefined || 'notRun' in expected) continue;
    const missing = expected.missing ?? (expected.broker && mosquittoMissing);
    describeWith(missing, name, () => {
      it('as it is printed', { timeout: 120_000 }, async (context) => {
        if (!isPrivate && !(await portsAreFree())) context.skip(portsAreTaken);
        const words = [process.execPath, runner, name, line];
        const [command = '', ...args] = isPrivate ? inPrivateNetwork(words) : words;
        const outcome = await run(command, args, { timeout: 60_000 }).then(
          () => 'as expected',
          ({ stderr }: { stderr: string }) => stderr,
        );
        expect(outcome).toBe('as expected');
      });
    });
  }
});
