import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { wallClock, type WallClock } from '../support/wall-clock.ts';
import { connected, quit, startAtHome } from './at-home.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, runPublisher, subscribe } from './peers.ts';
import { enter, join, line } from './program.ts';

const saying = (user: string, say: string): string => JSON.stringify({ user, say });

/** The rows of a log that have a date or one of these words, in order, without their borders. */
const rowsWith = (terminal: TestTerminal, words: RegExp): string[] =>
  terminal
    .screen()
    .map((row) => row.split('││')[1] ?? '')
    .filter((row) => row.includes(' March 2026 ') || words.test(row))
    .map((row) => row.replaceAll(/[─│✓]/g, '').replaceAll(/ +/g, ' ').trim());

/** The numbers of the lines on a screen, from above. */
const numbersIn = (screen: string): number[] =>
  Array.from(screen.matchAll(/number (\d+)\./g), ([, number]) => Number(number));

describeWith(peersMissing, 'a clock that is set back, and forward again', () => {
  let broker: Mosquitto;
  let folder: string;
  let clock: WallClock;
  beforeEach(async () => {
    broker = await startMosquitto();
    folder = temporaryFolder();
    // An hour earlier it was another day.
    clock = wallClock('2026-03-10T00:20:00Z');
  });
  afterEach(() => broker.stop());

  const start = (...args: readonly string[]): TestTerminal =>
    startAtHome(broker, 'alice', folder, { args, env: clock.env });

  const hear = async (terminal: TestTerminal, user: string, say: string): Promise<void> => {
    await publish(broker, 'chat', saying(user, say));
    await terminal.waitFor(line(user, say));
  };

  it('leaves the lines in the order in which they came, also after the next start', async () => {
    const first = await connected(start('--room', 'chat', '--room', 'ops'));
    await hear(first, 'bob', 'one');
    await clock.turn(-60, first);
    await hear(first, 'bob', 'two');
    enter(first, 'three');
    await first.waitFor(line('alice', 'three', '✓'));
    await publish(broker, 'ops', saying('bob', 'unread'));
    await first.waitFor(/# ops +1 new/);
    await clock.turn(60, first);
    await hear(first, 'bob', 'four');
    const expected = [
      'Tuesday 10 March 2026',
      expect.stringMatching(/^00:2\d bob one$/),
      'Monday 9 March 2026',
      expect.stringMatching(/^23:2\d bob two$/),
      expect.stringMatching(/^23:2\d alice three$/),
      'Tuesday 10 March 2026',
      expect.stringMatching(/^00:2\d bob four$/),
    ];
    const words = /\b(?:bob|alice) +(?:one|two|three|four)\b/;
    expect(rowsWith(first, words)).toEqual(expected);
    // What was unread when it was set is unread, behind the mark.
    first.press('Alt+A');
    await first.waitFor(/── new ─+.*\n.*23:2\d +bob {2}unread/);
    await quit(first);

    const second = await connected(start());
    await second.waitFor(line('bob', 'four'));
    expect(rowsWith(second, words)).toEqual(expected);
    await waitForWholePanes(second);
  });

  it('is no matter for the pages of the history, and the search in it', async () => {
    const first = await connected(start());
    await hear(first, 'carol', 'the key is under the mat');
    for (let part = 0; part < 4; part += 1) {
      // From many, so that it is no flood.
      const lines = Array.from({ length: 40 }, (_, index) =>
        saying(`peer${index}`, `number ${part * 40 + index}.`),
      );
      await runPublisher(broker, ['-t', 'chat', '-l'], lines.join('\n'));
      await first.waitFor(`number ${part * 40 + 39}.`);
      await clock.turn(part === 2 ? 150 : -60, first);
    }
    await quit(first);

    const second = await connected(start());
    await second.waitFor('number 159.');
    const seen: number[] = [];
    const look = (): void => {
      const shown = numbersIn(second.text());
      seen.unshift(...shown.filter((number) => !seen.includes(number)));
    };
    for (let page = 0; page < 20 && !second.text().includes('under the mat'); page += 1) {
      look();
      const before = String(numbersIn(second.text()));
      second.press('PageUp');
      // The title changes by itself, once more lines are loaded.
      await second.waitFor(() => String(numbersIn(second.text())) !== before);
    }
    expect(second.text()).toContain('the key is under the mat');
    look();
    expect(seen).toEqual(Array.from({ length: 160 }, (_, index) => index));
    await quit(second);

    const third = await connected(start());
    await third.waitFor('number 159.');
    enter(third, '/search --here under the mat');
    await third.waitFor('the key is under the mat');
  });

  it('does not hold up what is done after a while', async () => {
    const alice = await connected(start());
    const countdowns = new Set<string>();
    alice.watch((screen) => {
      const [countdown] = /attempt \d+ in \d+ s/.exec(screen.join('\n')) ?? [];
      if (countdown !== undefined) countdowns.add(countdown);
    });
    await broker.down();
    await alice.waitFor('attempt 2 in 1 s');
    await clock.turn(-60, alice);
    await alice.waitFor(/attempt 3 in [12] s/);
    await clock.turn(180, alice);
    await alice.waitFor(/attempt 5 in [34] s/);
    await clock.turn(-120, alice);
    // The countdown goes on where it was, and at its end it is tried.
    await alice.waitFor(/attempt (?:5 in [12]|6 in \d) s/);
    expect(countdowns.size).toBeGreaterThan(3);
    expect([...countdowns].filter((text) => !/ in \d s$/.test(text))).toEqual([]);
    await broker.up();
    alice.press('Enter');
    await alice.waitFor('●');
    // Nor who is heard, and who was lost.
    const bob = await join(broker, 'bob', { args: ['-V', '3.1.1'] });
    await alice.waitFor('bob is here');
    await clock.turn(-60, alice);
    enter(bob, 'can you hear me?');
    await alice.waitFor(line('bob', 'can you hear me?'));
    bob.kill('SIGKILL');
    await alice.waitFor('bob was lost');
    for (let count = 0; count < 5; count += 1) await hear(alice, 'mallory', `again ${count}`);
    expect(alice.text()).not.toContain('not shown');
  });

  it('lets nothing expire that waiting for the broker', async () => {
    const first = await connected(start());
    await broker.down();
    await first.waitFor('offline');
    enter(first, 'before');
    await first.waitFor(line('alice', 'before', '⧖'));
    await clock.turn(-60, first);
    enter(first, 'earlier');
    await first.waitFor(line('alice', 'earlier', '⧖'));
    await clock.turn(3 * 24 * 60, first);
    enter(first, 'much later');
    await first.waitFor(line('alice', 'much later', '⧖'));
    first.kill('SIGKILL');
    await first.exited;

    clock.set('2026-03-10T00:10:00Z');
    await broker.up();
    const room = await subscribe(broker, 'chat');
    const second = start();
    for (const text of ['before', 'earlier', 'much later'])
      await second.waitFor(line('alice', text, '✓'));
    enter(second, 'end');
    await room.waitFor((text) => text.includes('"end"'));
    expect(room.payloads.map((text) => (JSON.parse(text) as { say: string }).say)).toEqual([
      'before',
      'earlier',
      'much later',
      'end',
    ]);
  });
});
