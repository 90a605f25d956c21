/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { homeIn } from './at-home.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, runPublisher } from './peers.ts';
import { at, enter, startProgram } from './program.ts';

const file = (folder: string): string => join(folder, 'mqtt-tui', 'views.json');

/** Opens branches, sorts, drags the border from column 32 to 38, charts a topic. */
const arrange = async (terminal: TestTerminal): Promise<void> => {
  await terminal.waitFor('▸ site');
  terminal.press('Tab', 'End', 'Right');
  await terminal.waitFor('▾ site');
  terminal.press('Right', 'Right', 'Right');
  await terminal.waitFor(/▌ +door/);
  terminal.press('s');
  await terminal.waitFor('by latest');
  terminal.drag({ column: 31, row: 8 }, { column: 37, row: 9 });
  await terminal.waitFor((rows) => rows[0]?.indexOf('╮') === 37);
  terminal.press('c');
  await terminal.waitFor(/╮╭ site\/1\/door ─.*, all ─╮/);
};

/** Whether the screen is as `arrange` leaves it, with a tree of so many columns. */
const isArranged = (width: number) => (rows: readonly string[]) =>
  rows[0]?.indexOf('╮') === width - 1 &&
  /^╭[^╮]+╮╭ site\/1\/door ─.*, all ─╮$/.test(rows[0]) &&
  rows.some((row) => /▾ site/.test(row)) &&
  rows.some((row) => /▌ +door/.test(row)) &&
  rows.some((row) => /by latest ─╯/.test(row));

describeWith(peersMissing, 'what was done on the screen', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
    for (const topic of ['site/1/temp', 'site/1/door', 'site/2/temp', 'noise/a'])
      await runPublisher(broker, ['-t', topic, '-m', '21.5', '-r']);
  });
  afterEach(() => broker.stop());

  const start = (
    folder: string,
    args: readonly string[] = [],
    size = { columns: 80, rows: 24 },
  ): TestTerminal =>
    startProgram([...at(broker), '--greeting', '', ...args], {
      ...size,
      env: homeIn(folder, { MQTT_TUI_NICK: 'alice' }),
    });

  it('is there at the next start, in a terminal of another size too, and not with --fresh', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await arrange(first);
    enter(first, ':quit');
    expect((await first.exited).exitCode).toBe(0);
    expect(statSync(file(folder)).mode & 0o077).toBe(0);

    const second = start(folder);
    await second.waitFor(isArranged(38));
    await waitForWholePanes(second);
    enter(second, ':quit');
    await second.exited;

    const large = start(folder, [], { columns: 120, rows: 40 });
    await large.waitFor(isArranged(57));
    enter(large, ':quit');
    await large.exited;

    const small = start(folder, [], { columns: 60, rows: 15 });
    await small.waitFor(/▌ +door/);
    await small.waitFor('by latest');
    enter(small, ':quit');
    await small.exited;

    const before = readFileSync(file(folder), 'utf8');
    const fresh = start(folder, ['--fresh']);
    await fresh.waitFor('▸ site');
    await fresh.waitFor('╭ #chat ');
    expect(fresh.screen()[0]?.indexOf('╮')).toBe(31);
    enter(fresh, '/quit');
    await fresh.exited;
    // Nothing was changed, so nothing was kept.
    expect(readFileSync(file(folder), 'utf8')).toBe(before);
  });

  it('is not lost when the program is killed', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await arrange(first);
    await expect
      .poll(() => existsSync(file(folder)) && readFileSync(file(folder), 'utf8'), {
        timeout: 10_000,
      })
      .toContain('"path"');
    first.kill('SIGKILL');
    await first.exited;
    await start(folder).waitFor(isArranged(38));
  });

  it('gives way to a room that is typed, and is not kept with --no-history', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await arrange(first);
    enter(first, ':quit');
    await first.exited;
    const before = readFileSync(file(folder), 'utf8');

    const unkept = start(folder, ['--no-history']);
    await unkept.waitFor('▸ site');
    unkept.press('Tab', 'End', 'Right');
    await unkept.waitFor('▾ site');
    enter(unkept, ':quit');
    await unkept.exited;
    expect(readFileSync(file(folder), 'utf8')).toBe(before);

    const typed = start(folder, ['--room', 'ops']);
    await typed.waitFor('▾ site');
    await typed.waitFor('╭ #ops ');
  });
});
