import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Host } from '../../source/command-line/host.ts';

export type FakeHostOptions = {
  readonly argv?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether standard input and output are a terminal, of 80×24 cells. */
  readonly isTerminal?: boolean;
};

/** A process that a test passes to a command: it keeps the output and can end the command. */
export type FakeHost = {
  readonly host: Host;
  readonly out: () => string;
  readonly err: () => string;
  /** Ends it like a signal or a lost terminal. */
  readonly end: (exitCode: number) => void;
  readonly crash: (error: unknown) => void;
  /** Types on standard input. */
  readonly type: (text: string) => void;
  /** Calls back after each piece of output; returns how to stop that. */
  readonly onOutput: (listener: () => void) => () => void;
  readonly isRaw: () => boolean;
};

/** Makes a fake process, with a terminal if asked for. */
export const fakeHost = ({
  argv = [],
  environment = {},
  isTerminal = false,
}: FakeHostOptions = {}): FakeHost => {
  const written = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const ends = new Set<(exitCode: number) => void>();
  const crashes = new Set<(error: unknown) => void>();
  let isRaw = false;
  const collect = (name: 'out' | 'err'): PassThrough =>
    new PassThrough().setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const listener of listeners) setImmediate(listener);
    });
  // In a terminal Ink needs the class Console, which the test runner's console lacks.
  if (isTerminal) Object.assign(console, { Console });
  const size = isTerminal ? { isTTY: true, columns: 80, rows: 24 } : {};
  const stdin = Object.assign(new PassThrough(), {
    ...(isTerminal ? { isTTY: true } : {}),
    setRawMode: (wanted: boolean) => {
      isRaw = wanted;
    },
    ref: () => undefined,
    unref: () => undefined,
  });
  return {
    host: {
      argv,
      environment,
      stdin: stdin as unknown as ReadStream,
      stdout: Object.assign(collect('out'), size) as unknown as WriteStream,
      stderr: collect('err'),
      userName: 'guest',
      processId: 1,
      isRunning: () => true,
      signalGroup: () => undefined,
      home: '',
      onEnd: (listener) => void ends.add(listener),
      onSignal: (listener) => {
        ends.add(listener);
        return () => void ends.delete(listener);
      },
      onExit: () => () => undefined,
      onCrash: (listener) => void crashes.add(listener),
      onStop: () => undefined,
      onContinue: () => undefined,
      stop: async () => undefined,
    },
    out: () => written.out,
    err: () => written.err,
    end: (exitCode) => {
      for (const listener of ends) listener(exitCode);
    },
    crash: (error) => {
      for (const listener of crashes) listener(error);
    },
    type: (text) => void stdin.write(text),
    onOutput: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isRaw: () => isRaw,
  };
};
