import { spawn } from 'node:child_process';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { terminalEnvironment } from '../support/terminal-environment.ts';
import { lookUntil } from './client.ts';
import { keepChild } from './kept-child.ts';
import { firstPayload, lastPayload } from './load.ts';
import { now, type Sending } from './load-orders.ts';
import type { LoadSource } from './load-source.ts';
import { cpuTime } from './process-figures.ts';

/** A program that prints what it receives. */
export type Script = {
  /** As it is typed. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
};

/** What it has written of a load, without the first message. */
export type ScriptRound = {
  readonly messages: number;
  readonly lines: number;
  readonly bytes: number;
  readonly perSecond: number;
  /** CPU time for each message, µs. */
  readonly cpu: number;
};

/** The last line is shorter, bytes. */
const tail = 1024;

/** ms between two looks at the file. */
const interval = 10;
/** ms after which nothing more will come. */
const patience = 3000;

const endOf = (file: number): string => {
  const bytes = Buffer.alloc(tail);
  const read = readSync(file, bytes, 0, tail, Math.max(0, fstatSync(file).size - tail));
  return bytes.toString('latin1', 0, read);
};

const countLines = async (path: string, start: number): Promise<number> => {
  let lines = 0;
  for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
};

/** Resolves with the time at which the last message was in the file, or the last one that came. */
const written = async (file: number): Promise<number> => {
  let size = -1;
  let at = now();
  while (now() - at < patience) {
    const sizeNow = fstatSync(file).size;
    if (sizeNow !== size) at = now();
    size = sizeNow;
    if (endOf(file).includes(lastPayload)) return at;
    await sleep(interval);
  }
  return at;
};

/** Lets a script write a load to a file of the folder. */
export const measureScript = async (
  { title, command, args }: Script,
  {
    source,
    folder,
    sending,
  }: { readonly source: LoadSource; readonly folder: string; readonly sending: Sending },
): Promise<ScriptRound> => {
  const path = join(folder, 'printed');
  const file = openSync(path, 'w+');
  const child = spawn(command, args, {
    stdio: ['ignore', file, 'inherit'],
    env: terminalEnvironment({ XDG_CONFIG_HOME: folder }),
  });
  const { pid, end } = keepChild(child);
  try {
    await lookUntil(`the first line of ${title}`, () => endOf(file).includes(firstPayload));
    const sizeBefore = fstatSync(file).size;
    const cpuBefore = cpuTime(pid);
    const { messages, startedAt } = await source.send(sending);
    const at = await written(file);
    const cpu = cpuTime(pid) - cpuBefore;
    return {
      messages,
      lines: await countLines(path, sizeBefore),
      bytes: fstatSync(file).size - sizeBefore,
      perSecond: (messages / (at - startedAt)) * 1000,
      cpu: (cpu * 1000) / messages,
    };
  } finally {
    await end();
    closeSync(file);
  }
};
