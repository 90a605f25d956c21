import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompleteFile,
  RotatingRecorder,
} from '../../source/command-line/rotating-recorder.ts';
import { nextTurn } from '../../source/command-line/rotation-files.ts';
import type { FileMode } from '../../source/session/recording/writable-file.ts';
import { decodeMessageLine } from '../../source/payload/message-line.ts';
import { aMessage } from '../support/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A day at 22:00 by the local clock. */
const evening = new Date(2026, 10, 28, 22).getTime();

const topics = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line).topic);

/** A line of a recording from that evening. */
const line = (topic: string): string =>
  `${JSON.stringify({ time: new Date(evening).toISOString(), topic, payload: 'x' })}\n`;

const rotating = async (
  folder: string,
  { mode = 'new', keep }: { mode?: FileMode; keep?: number } = {},
) => {
  const complete: CompleteFile[] = [];
  const problems: string[] = [];
  const path = join(folder, 'site.jsonl');
  const recorder = await RotatingRecorder.open(path, {
    mode,
    rotation: { every: day, ...(keep === undefined ? {} : { keep }) },
    onProblem: (problem) => problems.push(problem),
    onTurn: (file) => complete.push(file),
  });
  return { recorder, complete, problems, path };
};

const idle = async ({ blocked }: RotatingRecorder): Promise<void> => blocked;

describe('when a new file is begun', () => {
  it.each([
    [new Date(2026, 10, 28, 22, 1).getTime(), day, new Date(2026, 10, 29).getTime()],
    [new Date(2026, 10, 29).getTime(), day, new Date(2026, 10, 30).getTime()],
    [new Date(2026, 10, 28, 22, 1).getTime(), hour, new Date(2026, 10, 28, 23).getTime()],
    [new Date(2026, 10, 28, 22, 1).getTime(), 12 * hour, new Date(2026, 10, 29).getTime()],
  ])('is a round time by the clock: after %i, every %i ms', (time, every, next) => {
    expect(nextTurn(time, every)).toBe(next);
  });

  it('is midnight in every time zone, also when the clock is put back or forward', () => {
    const program = `
      import { nextTurn } from ${JSON.stringify(new URL('../../source/command-line/rotation-files.ts', import.meta.url).href)};
      let time = Date.UTC(2026, 0, 1);
      const wrong = [];
      for (let days = 0; days < 365; days += 1) {
        time = nextTurn(time, ${day});
        const date = new Date(time);
        if (date.getHours() + date.getMinutes() > 0) wrong.push(date.toString());
      }
      console.log(JSON.stringify(wrong));`;
    for (const zone of [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
    ]) {
      const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect([zone, JSON.parse(printed)]).toEqual([zone, []]);
    }
  }, 20_000);

  it('is always later, and never more than a day and the change of a clock away', () => {
    const times = integer({ min: Date.UTC(2000), max: Date.UTC(2100) });
    assert(
      property(times, integer({ min: 1000, max: day }), (time, every) => {
        const next = nextTurn(time, every);
        expect(next).toBeGreaterThan(time);
        expect(next).toBeLessThanOrEqual(time + every + 2 * hour);
      }),
    );
  });
});

describe('a recording with --rotate', () => {
  it('goes on in a new file with the first message after midnight, and loses none', async () => {
    const folder = temporaryFolder();
    const { recorder, complete, problems, path } = await rotating(folder);
    const midnight = nextTurn(Date.now(), day);
    recorder.record(aMessage('before', 'x', { receivedAt: midnight - 1 }));
    for (const topic of ['after/1', 'after/2'])
      recorder.record(aMessage(topic, 'x', { receivedAt: midnight }));
    expect(recorder.blocked).toBeInstanceOf(Promise);
    await idle(recorder);
    recorder.record(aMessage('after/3', 'x', { receivedAt: midnight + 1 }));
    await recorder.close();
    expect(topics(path)).toEqual(['after/1', 'after/2', 'after/3']);
    const [older] = complete;
    expect(older?.path).toMatch(/\/site\.\d{4}-\d\d-\d\dT\d{6}\.jsonl$/);
    expect(topics(older?.path ?? '')).toEqual(['before']);
    expect([older?.messages, recorder.messages, recorder.turns, problems]).toEqual([1, 4, 1, []]);
    expect(recorder.bytes).toBe((older?.bytes ?? 0) + readFileSync(path).length);
  });

  it('keeps as many older files as asked for, and touches no others', async () => {
    const folder = temporaryFolder();
    const others = ['site-2020-01-01-000000.jsonl', 'site.old.jsonl', 'x.2020-01-01T000000.jsonl'];
    for (const name of [...others, 'site.2020-01-01T000000.jsonl'])
      writeFileSync(join(folder, name), 'x');
    const { recorder, complete } = await rotating(folder, { keep: 2 });
    for (let days = 0; days < 4; days += 1) {
      recorder.record(aMessage(`day/${days}`, 'x', { receivedAt: Date.now() + days * day }));
      await idle(recorder);
    }
    await recorder.close();
    expect(complete).toHaveLength(3);
    expect(readdirSync(folder).toSorted()).toEqual(
      [
        ...others,
        'site.jsonl',
        ...complete.slice(1).map(({ path }) => path.slice(folder.length + 1)),
      ].toSorted(),
    );
    expect(topics(complete[2]?.path ?? '')).toEqual(['day/2']);
  });

  it('begins no new file while there is nothing in this one', async () => {
    const folder = temporaryFolder();
    const { recorder, complete } = await rotating(folder);
    recorder.turnIfDue(Date.now() + 3 * day);
    await idle(recorder);
    await recorder.close();
    expect([complete, readdirSync(folder)]).toEqual([[], ['site.jsonl']]);
  });

  it('puts what an earlier run has recorded in a file of its own, named after its first line', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'site.jsonl'), line('old'));
    writeFileSync(join(folder, 'site.2026-11-28T220000.jsonl'), line('older'));
    const { recorder, complete, path } = await rotating(folder, { mode: 'append' });
    recorder.record(aMessage('new', 'x'));
    await recorder.close();
    expect([topics(path), complete, recorder.messages]).toEqual([['new'], [], 1]);
    expect(topics(join(folder, 'site.2026-11-28T220000-2.jsonl'))).toEqual(['old']);
  });

  it('is refused for what is not a file', async () => {
    await expect(
      RotatingRecorder.open('/dev/null', {
        mode: 'append',
        rotation: { every: day },
        onProblem: () => undefined,
        onTurn: () => undefined,
      }),
    ).rejects.toThrow('/dev/null cannot be rotated: it is not a regular file.');
  });

  it('begins a new file where somebody has taken the old one away', async () => {
    const { recorder, complete, problems, path } = await rotating(temporaryFolder());
    rmSync(path);
    recorder.turnIfDue(Date.now() + 2 * day);
    await idle(recorder);
    recorder.record(aMessage('a', 'x'));
    await recorder.close();
    expect([topics(path), complete, problems]).toEqual([['a'], [], []]);
  });

  it('ends with a sentence if no new file can be begun', async () => {
    const folder = temporaryFolder();
    const { recorder, problems, path } = await rotating(folder);
    rmSync(folder, { recursive: true });
    recorder.turnIfDue(Date.now() + 2 * day);
    await idle(recorder);
    recorder.record(aMessage('late', 'x'));
    await recorder.close();
    expect(problems).toEqual([`${path} cannot be written to: there is no such folder.`]);
    expect(recorder.problem).toBe(problems[0]);
  });
});
