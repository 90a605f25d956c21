import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mqtt, { type MqttClient } from 'mqtt';
import { freePort } from '../support/free-port.ts';
import { openTerminal } from '../support/terminal.ts';
import { lookUntil } from './client.ts';
import { cpuTime, peakMemory } from './process-figures.ts';
import { percentile } from './statistics.ts';
import { megabytes, milliseconds, percent, table, whole } from './table.ts';

/**
 * Attacks the embedded broker of the built program while two others chat, and prints how long their lines
 * take and what the broker needs. By itself it takes 45 minutes, on a machine that does nothing else. Exit code 1: a line in a hundred took longer than the goal, or the broker
 * has ended.
 */
const attacks = ['dies', 'stalls', 'pipe'] as const;
const places = ['broker', 'screen', 'no-monitor'] as const;
type Attack = (typeof attacks)[number];
type Place = (typeof places)[number];

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    /** Only this attack, repeatable. */
    attack: { type: 'string', multiple: true, default: [...attacks] },
    /** Only the broker there, repeatable. */
    place: { type: 'string', multiple: true, default: [...places] },
    program: { type: 'string', default: 'dist/cli.js' },
  },
});

/** ms. */
const goal = 250;
const pauseBetweenLines = 50;

const program = resolve(flags.program);

/** Something that runs until it is ended. */
type Running = { readonly pid: number; readonly end: () => Promise<void> };

const running = (child: ChildProcess): Running => {
  const exited = once(child, 'exit');
  return {
    pid: child.pid!,
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const startBroker = async (place: Place, port: number): Promise<Running> => {
  if (place === 'broker') {
    const args = [program, 'broker', '--listen', `127.0.0.1:${port}`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.stdout.resume();
    return running(child);
  }
  const args = [program, `--port=${port}`, '--nick=host'];
  const terminal = openTerminal({
    command: process.execPath,
    args: place === 'screen' ? args : [...args, '--no-monitor'],
    columns: 120,
    rows: 40,
  });
  await terminal.waitFor(/Hello,anyone! +✓/, { timeout: 20_000 });
  return { pid: terminal.pid, end: terminal.dispose };
};

const startAttack = (attack: Attack, port: number): { readonly sent: () => number } & Running => {
  let sent = 0;
  const child = fork(join(import.meta.dirname, 'attack-load.ts'), [String(port), attack]);
  child.on('message', (messages) => (sent += Number(messages)));
  return { ...running(child), sent: () => sent };
};

/** Its standard output is a pipe that nobody reads. */
const startSub = (port: number): Running =>
  running(
    spawn(
      process.execPath,
      [program, 'sub', '-t', '#', '--host', '127.0.0.1', '--port', String(port)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );

const member = (port: number, clientId: string): Promise<MqttClient> =>
  mqtt.connectAsync({ host: '127.0.0.1', port, clientId, protocolVersion: 4 });

/** Says lines in a room, in turn, and hears how long each takes, in ms; a line that does not come is infinite. */
const chat = async (port: number, ms: number): Promise<number[]> => {
  const members = await Promise.all([member(port, 'alice'), member(port, 'bob')]);
  const times: number[] = [];
  const said: number[] = [];
  for (const [self, client] of members.entries()) {
    client.on('message', (_topic, payload) => {
      const line = Number(payload);
      if (line % 2 !== self) times[line] = performance.now() - said[line]!;
    });
    await client.subscribeAsync('chat');
  }
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const line = said.push(performance.now()) - 1;
    times.push(Number.POSITIVE_INFINITY);
    members[line % 2]!.publish('chat', String(line));
    await sleep(pauseBetweenLines);
  }
  await sleep(2000);
  for (const client of members) client.end(true);
  return times;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const measure = async (attack: Attack, place: Place): Promise<string[]> => {
  const port = await freePort();
  const broker = await startBroker(place, port);
  const reader = attack === 'pipe' ? startSub(port) : undefined;
  const attackers = startAttack(attack, port);
  try {
    await lookUntil('the first round of the attack', () => attackers.sent() > 0);
    const cpuBefore = cpuTime(broker.pid);
    const ms = Number(flags.seconds) * 1000;
    const ownDelay = monitorEventLoopDelay({ resolution: 1 });
    ownDelay.enable();
    const times = await chat(port, ms);
    ownDelay.disable();
    const lives = isAlive(broker.pid);
    const p99 = percentile(times, 99);
    if (!lives || p99 >= goal) process.exitCode = 1;
    return [
      `${attack}, ${place}`,
      whole(attackers.sent()),
      whole(times.length),
      ...[percentile(times, 50), p99, Math.max(...times), ownDelay.percentile(99) / 1e6].map(
        milliseconds,
      ),
      lives ? percent(((cpuTime(broker.pid) - cpuBefore) / ms) * 100) : 'ended',
      lives ? megabytes(peakMemory(broker.pid)) : '–',
      reader === undefined ? '' : megabytes(peakMemory(reader.pid)),
      loadavg()[0]!.toFixed(1),
    ];
  } finally {
    await Promise.all([attackers.end(), reader?.end(), broker.end()]);
  }
};

const head = [
  'attack, broker in',
  'published',
  'lines',
  'p50',
  'p99',
  'max',
  // What of that is this process itself waiting for the machine.
  'own delay, p99',
  'broker CPU',
  'broker memory, peak',
  'sub memory, peak',
  'load',
];
const rows: string[][] = [];
for (const attack of attacks.filter((each) => flags.attack.includes(each)))
  for (const place of places.filter((each) => flags.place.includes(each))) {
    const row = await measure(attack, place);
    process.stderr.write(`  ${row.join(' · ')}\n`);
    rows.push(row);
  }
process.stdout.write(`${table(head, rows)}\n`);
