import nodeModule from 'node:module';
import { homedir, userInfo } from 'node:os';
import type { Host } from './source/command-line/host.ts';
import { xdgFolder } from './source/command-line/xdg-folder.ts';
import { nodeProblem } from './source/node-version.ts';

/** Signals that end the program, with the exit codes that shells expect. */
const endings = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;

let isStopped = false;
/** The signal that asked the program to end while it was stopped. */
let endedBy: keyof typeof endings | undefined;

const onSignal = (listener: (exitCode: number) => void): (() => void) => {
  const told = (signal: NodeJS.Signals): void => {
    const ending = signal as keyof typeof endings;
    if (isStopped) endedBy = ending;
    listener(endings[ending]);
  };
  const signals = Object.keys(endings);
  for (const signal of signals) process.on(signal, told);
  return () => {
    for (const signal of signals) process.off(signal, told);
  };
};

const onExit = (listener: () => void): (() => void) => {
  process.on('exit', listener);
  return () => void process.off('exit', listener);
};

const onEnd = (listener: (exitCode: number) => void): void => {
  onSignal(listener);
  // The terminal vanished without a signal: its window was closed, or the SSH connection lost.
  process.stdin.on('end', () => listener(endings.SIGHUP));
  for (const stream of [process.stdin, process.stdout])
    stream.on('error', () => listener(endings.SIGHUP));
};

const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
};

const home = (): string => {
  try {
    return homedir();
  } catch {
    return '';
  }
};

/**
 * Saves later starts from compiling again. By default Node.js would use the folder for temporary files,
 * where another user could have put code that we then run. Fails silently if the folder cannot be written;
 * NODE_DISABLE_COMPILE_CACHE switches the cache off, NODE_COMPILE_CACHE names another folder.
 */
const keepCompiled = (): void => {
  const folder = xdgFolder('cache', process.env, home());
  // Without a home folder, every start compiles.
  if (folder !== undefined) nodeModule.enableCompileCache(folder);
};

/** Signals sent to a stopped process arrive in any order when it continues: within this time, ms. */
const settlingTime = 50;

/** Stops the whole process group: the shell waits for the program that has started this one (`npx`), not for us. */
const stop = (): Promise<void> =>
  new Promise((resolve) => {
    const listeners = process.listeners('SIGTSTP');
    process.removeAllListeners('SIGTSTP');
    isStopped = true;
    // Returns when the process continues: at once if nothing could resume it.
    process.kill(0, 'SIGTSTP');
    const goOn = (): void => {
      isStopped = false;
      for (const listener of listeners) process.on('SIGTSTP', listener);
      resolve();
    };
    // After the signals, even if the machine is so busy that the time was up before they were seen.
    setTimeout(() => setImmediate(goOn), settlingTime);
  });

const isRunning = (processId: number): boolean => {
  try {
    // Signal 0 only checks whether the process exists.
    return process.kill(processId, 0);
  } catch (error) {
    // It runs, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal);
  } catch {
    // It has just ended.
  }
};

/** A file at its size limit (`ulimit -f`) would end the program; this way the write fails, and that is reported. */
const surviveFullFiles = (): void => {
  process.on('SIGXFSZ', () => undefined);
};

/**
 * Warnings that nobody needs: before version 24, Node.js would write over the screen that its SQLite is
 * experimental; and NODE_TLS_REJECT_UNAUTHORIZED does not make TLS insecure here, for each connection says
 * itself whether certificates are verified.
 */
const isIdle = ({ name, message }: Error): boolean =>
  name === 'ExperimentalWarning' || message.includes('NODE_TLS_REJECT_UNAUTHORIZED');

const hideIdleWarnings = (): void => {
  if (process.listenerCount('warning') === 0) return;
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!isIdle(warning)) process.stderr.write(`mqtt-tui: ${warning.name}: ${warning.message}\n`);
  });
};

/**
 * On exit, Node.js restores the terminal's mode. In the background the system would stop it for that, so
 * that a stopped program would never end: a signal ends it at once.
 */
const exit = (exitCode: number): void => {
  if (endedBy !== undefined && endings[endedBy] === exitCode) {
    process.removeAllListeners(endedBy);
    process.kill(process.pid, endedBy);
  }
  process.exit(exitCode);
};

const host: Host = {
  argv: process.argv.slice(2),
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  userName: userName(),
  processId: process.pid,
  isRunning,
  signalGroup,
  home: home(),
  onEnd,
  onSignal,
  onExit,
  onCrash: (listener) => {
    process.on('uncaughtException', listener);
    process.on('unhandledRejection', listener);
  },
  onStop: (listener) => void process.on('SIGTSTP', () => listener()),
  onContinue: (listener) => void process.on('SIGCONT', () => listener()),
  stop,
};

const tooOld = nodeProblem(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(`mqtt-tui: ${tooOld}.\n`);
  process.exitCode = 1;
} else {
  // A password in the arguments must not show up in the list of processes.
  process.title = 'mqtt-tui';
  keepCompiled();
  surviveFullFiles();
  hideIdleWarnings();
  const { main } = await import('./source/command-line/main.ts');
  exit(await main(host));
}
