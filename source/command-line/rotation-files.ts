import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { exactTime, isoDay } from '../format/time.ts';

/** How far local time is ahead of UTC, ms. */
const aheadOfUtc = (time: number): number => new Date(time).getTimezoneOffset() * -60_000;

/** The first multiple of `every`, counted from a local midnight, that is later than `time`; all in ms. */
export const nextTurn = (time: number, every: number): number => {
  const local = (Math.floor((time + aheadOfUtc(time)) / every) + 1) * every;
  const next = local - aheadOfUtc(time);
  // The clock may be put forward or back in between.
  const exact = local - aheadOfUtc(next);
  return exact > time ? exact : next;
};

/** `site.jsonl`, begun at midnight, becomes `site.2026-11-29T000000.jsonl`: not a name that others use. */
export const olderName = (path: string, begunAt: number): string => {
  const { dir, name, ext } = parse(path);
  const time = exactTime(begunAt).replaceAll(':', '');
  return join(dir, `${name}.${isoDay(begunAt)}T${time}${ext}`);
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The path, or with a number behind it if there is such a file. */
export const freeName = async (path: string): Promise<string> => {
  const { dir, name, ext } = parse(path);
  let candidate = path;
  for (let number = 2; await exists(candidate); number += 1)
    candidate = join(dir, `${name}-${number}${ext}`);
  return candidate;
};

/** The complete files beside a recording, oldest first. */
export const olderFiles = async (path: string): Promise<string[]> => {
  const { name, ext } = parse(path);
  const stamp = /^\.\d{4}-\d\d-\d\dT\d{6}(?:-\d+)?$/;
  const folder = dirname(path);
  const found = (await readdir(folder)).filter(
    (file) =>
      file.startsWith(name) &&
      file.endsWith(ext) &&
      stamp.test(file.slice(name.length, file.length - ext.length)),
  );
  return found.toSorted().map((file) => join(folder, file));
};

/** When a recording that exists was begun, ms since the epoch: the time of its first line, or of the file. */
export const begunAtOf = async (path: string): Promise<number> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const [, time = ''] = /^\{"time":"([^"]+)"/.exec(buffer.toString('utf8', 0, bytesRead)) ?? [];
    const first = Date.parse(time);
    return Number.isNaN(first) ? (await file.stat()).mtimeMs : first;
  } finally {
    await file.close();
  }
};
