import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

const host = '127.0.0.1';
/** How long starting may take, ms; usually it takes about twenty. */
const patience = 10_000;
const program = findProgram('mosquitto');

/** A sentence if there is no Mosquitto on this machine. */
export const mosquittoMissing: string | undefined =
  program === undefined ? 'the program "mosquitto" is not installed' : undefined;

export type MosquittoOptions = {
  /** A free one by default. */
  readonly port?: number;
  /** Passwords by user name. Without any, everybody may connect. */
  readonly users?: Readonly<Record<string, string>>;
  /** The text of an ACL file. */
  readonly acl?: string;
  /** More lines for the configuration file. */
  readonly extra?: readonly string[];
  /** Whether sessions and retained messages survive `restart`. */
  readonly persistence?: boolean;
};

/** A broker started for tests, on loopback only. */
export type Mosquitto = {
  readonly host: string;
  readonly port: number;
  /** Ends the broker, with `SIGTERM` by default, and removes its files. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Ends and starts it again on the same port. */
  readonly restart: () => Promise<void>;
  /** Ends it like a crash; `up` brings it back on the same port. */
  readonly down: (signal?: NodeJS.Signals) => Promise<void>;
  readonly up: () => Promise<void>;
  /** Freezes the broker: connections stay open and nothing answers. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Everything that it has logged. */
  readonly log: () => string;
};

/** Running brokers, so that those left behind by a failing test can be killed at exit. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const configuration = (folder: string, port: number, options: MosquittoOptions): string => {
  const { users, acl, extra = [], persistence = false } = options;
  return [
    // Started by root it would switch to the user "mosquitto", who may not read the test's files.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    'log_dest stderr',
    'log_type all',
    'log_timestamp false',
    `persistence ${persistence}`,
    `persistence_location ${folder}/`,
    `allow_anonymous ${users === undefined}`,
    ...(users === undefined ? [] : [`password_file ${join(folder, 'passwords')}`]),
    ...(acl === undefined ? [] : [`acl_file ${join(folder, 'acl')}`]),
    `listener ${port} ${host}`,
    ...extra,
    '',
  ].join('\n');
};

const writeFiles = (folder: string, port: number, options: MosquittoOptions): void => {
  writeFileSync(join(folder, 'mosquitto.conf'), configuration(folder, port, options));
  // Newer versions refuse these two files if others may read them.
  if (options.acl !== undefined) writeFileSync(join(folder, 'acl'), options.acl, { mode: 0o600 });
  if (options.users === undefined) return;
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, '', { mode: 0o600 });
  for (const [user, password] of Object.entries(options.users)) {
    const tool = findProgram('mosquitto_passwd') ?? 'mosquitto_passwd';
    execFileSync(tool, ['-b', passwords, user, password], { stdio: 'pipe' });
  }
};

/** Resolves when the broker logs that it listens; rejects with its log if it ends or stays silent. */
const listening = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = '';
    const finish = (failure?: string): void => {
      clearTimeout(timer);
      if (failure === undefined) resolve();
      else reject(new Error(`Mosquitto ${failure}:\n${log}`));
    };
    const timer = setTimeout(() => finish(`did not start in ${patience} ms`), patience);
    child.stderr?.on('data', (text: string) => {
      log += text;
      if (/^mosquitto version \S+ running$/m.test(log)) finish();
    });
    child.once('error', (error) => finish(`did not start (${error.message})`));
    child.once('close', () => finish('ended instead of listening'));
  });

/**
 * Resolves when the broker has served a connection. Between logging that it runs and actually
 * running it loses a SIGTERM, so the log is not enough.
 */
const serving = async (port: number): Promise<void> => {
  const socket = connect({ host, port });
  socket.resume().end();
  await once(socket, 'close');
};

/** Starts a Mosquitto and waits until it accepts connections. Rejects with its log if it does not. */
export const startMosquitto = async (options: MosquittoOptions = {}): Promise<Mosquitto> => {
  if (program === undefined) throw new Error(mosquittoMissing);
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'));
  const port = options.port ?? (await freePort());
  let child: ChildProcess | undefined;
  let log = '';

  const up = async (): Promise<void> => {
    const started = spawn(program, ['-c', join(folder, 'mosquitto.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    running.add(started);
    started.once('exit', () => running.delete(started));
    child = started;
    await listening(started);
    await serving(port);
  };

  const down = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (child === undefined) return;
    const ended = child;
    child = undefined;
    if (ended.exitCode !== null || ended.signalCode !== null) return;
    const exit = once(ended, 'exit');
    ended.kill(signal);
    // A stopped process reacts to nothing but SIGKILL.
    ended.kill('SIGCONT');
    await exit;
  };

  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    await down(signal);
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    writeFiles(folder, port, options);
    await up();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    host,
    port,
    stop,
    up,
    down,
    restart: async () => {
      await down('SIGTERM');
      await up();
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    log: () => log,
  };
};
