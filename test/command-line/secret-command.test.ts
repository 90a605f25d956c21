import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SecretRun, secretFrom } from '../../source/command-line/secret-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const signalGroup: SecretRun['signalGroup'] = (leader, signal) =>
  void process.kill(-leader, signal);

const run = (words: readonly string[], how: Partial<SecretRun> = {}): Promise<string> =>
  secretFrom(
    { name: 'password-command', words },
    { environment: process.env, onExit: () => () => undefined, signalGroup, ...how },
  );

const shell = (script: string): readonly string[] => ['sh', '-c', script];

/** A program of its own, with an interpreter. */
const program = (folder: string, name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

const isRunning = (id: number): boolean => {
  try {
    // A process that has ended no longer counts, even if its parent has not noticed.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a program that prints a secret', () => {
  it.each([
    ['printf secret', 'secret'],
    ['printf "secret\\n"', 'secret'],
    ['printf "secret\\r\\nuser: me\\n"', 'secret'],
    ['printf "  two words \\n"', '  two words '],
    ['printf "\\357\\273\\277pässword\\n"', 'pässword'],
    // What is behind the first line may be long, and what is left running may hold the output open.
    ['echo secret; head -c 200000 /dev/zero', 'secret'],
    ['echo secret; sleep 5 &', 'secret'],
    ['echo secret; echo a warning >&2', 'secret'],
    // Standard input is empty: nothing waits for what is typed.
    ['cat; echo secret', 'secret'],
  ])('%s', async (script, secret) => {
    await expect(run(shell(script))).resolves.toBe(secret);
  });

  it('is run without a shell, with its arguments as they are', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'there');
    await expect(run(['printf', '%s', `$(touch ${file}); "a b" *`])).resolves.toBe(
      `$(touch ${file}); "a b" *`,
    );
    expect(existsSync(file)).toBe(false);
  });

  it('is found in PATH', async () => {
    const folder = temporaryFolder();
    program(folder, 'secret-tool', 'test "$*" = "lookup service mqtt" && echo from the keyring');
    const environment = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
    await expect(run(['secret-tool', 'lookup', 'service', 'mqtt'], { environment })).resolves.toBe(
      'from the keyring',
    );
  });
});

describe('a program that does not', () => {
  it.each([
    [['no-such-program', 'argument'], 'there is no program "no-such-program".'],
    [['/'], 'running "/" is not permitted.'],
    [shell('exit 3'), 'sh ended with exit code 3.'],
    [
      shell('echo "The keyring is locked." >&2; exit 1'),
      'sh ended with exit code 1: The keyring is locked.',
    ],
    // What it has printed all the same is said nowhere, and what could move the cursor does not.
    [
      shell('echo hunter2; printf "\\n\\033[2Jno hunter2 for you\\nmore\\n" >&2; exit 1'),
      'sh ended with exit code 1: \u241b[2Jno •••• for you.',
    ],
    [shell('kill -KILL $$'), 'sh was ended by SIGKILL.'],
    [shell('true'), 'sh printed nothing.'],
    [shell('echo; echo secret'), 'sh printed nothing.'],
    [shell('printf "\\377\\n"'), 'sh printed something that is not UTF-8.'],
    [shell('exec cat /dev/zero'), 'sh printed no line end in 64 KiB.'],
  ])('%j is told in one sentence', async (words, sentence) => {
    await expect(run(words)).rejects.toThrow(`password-command: ${sentence}`);
    await expect(run(words)).rejects.not.toThrow(/argument|hunter2/);
  });

  it('is ended when its time is up', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'pid');
    await expect(run(shell(`echo $$ > ${file}; exec sleep 60`), { patience: 300 })).rejects.toThrow(
      'password-command: sh has not answered within 1 s.',
    );
    const id = Number(readFileSync(file, 'utf8'));
    await expect.poll(() => isRunning(id)).toBe(false);
  });

  it('is ended with all that it has started when nobody needs it any more, behind the screen', async () => {
    const file = join(temporaryFolder(), 'pid');
    const giving = new AbortController();
    const secret = run(shell(`sleep 60 & echo $! > ${file}; wait`), {
      isBehindScreen: true,
      signal: giving.signal,
    });
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toMatch(/\d\n/);
    giving.abort();
    await expect(secret).rejects.toThrow('password-command: sh was stopped.');
    await expect.poll(() => isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  it('is ended when the process that waits for it exits', async () => {
    const file = join(temporaryFolder(), 'pid');
    const exits = new Set<() => void>();
    const secret = run(shell(`trap '' TERM; echo $$ > ${file}; exec sleep 60`), {
      onExit: (listener) => {
        exits.add(listener);
        return () => void exits.delete(listener);
      },
    });
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toMatch(/\d\n/);
    for (const exit of exits) exit();
    await expect(secret).rejects.toThrow('password-command: sh was ended by SIGKILL.');
    expect(exits.size).toBe(0);
    expect(isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  it('has no terminal behind the screen, and GnuPG is told of none', async () => {
    const words = shell('test -z "$GPG_TTY" && ! (: < /dev/tty) 2> /dev/null && echo none');
    const environment = { ...process.env, GPG_TTY: '/dev/pts/0' };
    await expect(run(words, { environment, isBehindScreen: true })).resolves.toBe('none');
  });
});
