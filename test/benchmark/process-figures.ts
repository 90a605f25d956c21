import { readFileSync } from 'node:fs';

/** What the kernel knows of a process. Linux only. */

/** ms; Linux counts the time of processes in hundredths of a second on every common machine. */
const tick = 10;

const read = (pid: number, file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8');

const field = (pid: number, file: string, name: string): number => {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(pid, file));
  if (found === null) throw new Error(`/proc/${pid}/${file} has no ${name}`);
  return Number(found[1]);
};

/** The CPU time that a process has used, user and system, in ms. */
export const cpuTime = (pid: number): number => {
  const stat = read(pid, 'stat');
  // Behind the name, which may hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
};

/** The memory of a process that is resident now, in bytes. */
export const residentMemory = (pid: number): number => field(pid, 'status', 'VmRSS') * 1024;

/** The most that has ever been resident, in bytes. */
export const peakMemory = (pid: number): number => field(pid, 'status', 'VmHWM') * 1024;

/** How many bytes a process has written, to files and everything else. */
export const bytesWritten = (pid: number): number => field(pid, 'io', 'wchar');
