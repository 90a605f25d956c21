/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
  chmodSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { connected, homeIn, quit, startAtHome } from './at-home.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, runPublisher } from './peers.ts';
import { at, builtProgram, enter, line, open } from './program.ts';

const saying = (user: string, say: string): string => JSON.stringify({ user, say });

/** How often a text stands on the screen. */
const timesOn = (terminal: TestTerminal, text: string): number =>
  terminal.text().split(text).length - 1;

/** A sentence that is told below the input box, on as many rows as it takes. */
const told =
  (text: string) =>
  (screen: readonly string[]): boolean =>
    screen
      .map((row) => row.trim())
      .join(' ')
      .includes(text);

/** Holds the one lock for writing in a database until it is told to let go, after so many ms. */
const holder = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('BEGIN EXCLUSIVE');
  console.log('locked');
  process.stdin.once('data', (time) => setTimeout(() => {
    database.exec('ROLLBACK');
    console.log('free');
    process.exit();
  }, Number(time)));
`;

describeWith(peersMissing, 'a history that cannot be used', () => {
  let broker: Mosquitto;
  let home: string;
  let file: string;
  beforeEach(async () => {
    broker = await startMosquitto();
    home = temporaryFolder();
    file = join(home, 'mqtt-tui', 'history.db');
  });
  afterEach(() => broker.stop());

  const start = (folder = home): TestTerminal => startAtHome(broker, 'alice', folder);

  /** Both ways work: what is said, and what is heard. */
  const chats = async (terminal: TestTerminal, word: string): Promise<void> => {
    enter(terminal, `${word} said`);
    await terminal.waitFor(line('alice', `${word} said`, '✓'));
    await publish(broker, 'chat', saying('bob', `${word} heard`));
    await terminal.waitFor(line('bob', `${word} heard`));
  };

  /** A number of lines of many people, so that it is no flood. */
  const hearMany = async (terminal: TestTerminal, count: number): Promise<void> => {
    const lines = Array.from({ length: count }, (_, index) =>
      saying(`peer${index}`, `number ${index}.`),
    );
    for (let from = 0; from < count; from += 50) {
      const part = lines.slice(from, from + 50);
      await runPublisher(broker, ['-t', 'chat', '-l'], part.join('\n'));
      await terminal.waitFor(`number ${from + part.length - 1}.`);
    }
  };

  const lock = async (): Promise<{ readonly free: (after?: number) => Promise<unknown> }> => {
    const child = startChild(process.execPath, ['-e', holder, file]);
    await child.line('the lock', (text) => text === 'locked');
    return {
      free: (after = 0) => {
        child.tell(String(after));
        return child.line('the lock given back', (text) => text === 'free');
      },
    };
  };

  it('is written to when another program has given it back, and nobody waits for that', async () => {
    const first = await connected(start());
    await chats(first, 'before');
    const { free } = await lock();
    await chats(first, 'meanwhile');
    await first.waitFor(
      told('cannot be used now: another program has locked it. The chat continues'),
    );
    // Keys do not wait either: these are forty frames.
    const began = performance.now();
    for (const character of 'forty keys are typed one after the other') {
      const before = first.cursor().x;
      first.type(character);
      await first.waitFor(() => first.cursor().x === before + 1);
    }
    expect(performance.now() - began).toBeLessThan(8000);
    first.press('Ctrl+U');
    await chats(first, 'still');
    await free();
    await chats(first, 'after');
    await quit(first);
    const second = start();
    for (const word of ['before', 'meanwhile', 'still', 'after']) {
      await second.waitFor(line('alice', `${word} said`));
      await second.waitFor(line('bob', `${word} heard`));
    }
  });

  it('is written to at the end as well, when another program gives it back in time', async () => {
    const first = await connected(start());
    await chats(first, 'before');
    const { free } = await lock();
    await chats(first, 'last');
    enter(first, '/quit');
    await first.waitFor(() => !first.modes().alternateScreen);
    await free(400);
    await first.exited;
    const second = start();
    await second.waitFor(line('bob', 'last heard'));
  });

  it('comes when another program has given it back that had it at the start', async () => {
    const first = await connected(start());
    await chats(first, 'before');
    await quit(first);
    const { free } = await lock();
    const second = await connected(start());
    await chats(second, 'meanwhile');
    await free();
    await second.waitFor(line('alice', 'before said'));
    await second.waitFor(/before heard(?:.*\n)+.*meanwhile said(?:.*\n)+.*meanwhile heard/);
    await quit(second);
    const third = start();
    await third.waitFor(/before heard(?:.*\n)+.*meanwhile said(?:.*\n)+.*meanwhile heard/);
  });

  it('is told once where the disk is full, and works again where there is room', async () => {
    const earlier = await connected(start());
    await chats(earlier, 'before');
    await quit(earlier);
    const flags = ['--nick', 'alice', '--no-monitor', '--greeting', ''];
    const program = [process.execPath, builtProgram, ...at(broker), ...flags];
    // No file may grow beyond 300 KB; it needs no rights, as a small disk would.
    const first = open({
      command: '/bin/sh',
      args: ['-c', 'ulimit -f 600 && exec "$@"', 'sh', ...program],
      columns: 80,
      env: homeIn(home, { NODE_DISABLE_COMPILE_CACHE: '1' }),
    });
    await connected(first);
    await first.waitFor(line('bob', 'before heard'));
    for (let count = 0; count < 12; count += 1)
      await publish(broker, 'chat', saying('bob', `${'long '.repeat(10_000)}, part-${count}.`));
    await first.waitFor('part-11.');
    await first.waitFor(
      told('cannot be used now: the disk reports an error. The chat continues without it'),
    );
    await chats(first, 'meanwhile');
    await waitForWholePanes(first);
    await quit(first);

    const second = await connected(start());
    // Some of the long ones may have found room.
    second.press('Alt+Home');
    await second.waitFor(line('bob', 'before heard'));
    await chats(second, 'after');
    expect(second.text()).not.toContain('cannot be used');
    await quit(second);
    const third = start();
    await third.waitFor(line('bob', 'after heard'));
  });

  it('is set aside when it breaks in the middle, while it is used', async () => {
    const first = await connected(start());
    await hearMany(first, 300);
    await quit(first);
    const second = await connected(start());
    await second.waitFor('number 299.');
    const size = statSync(file).size;
    const damaged = openSync(file, 'r+');
    // All but the pages that it looks at first.
    writeSync(damaged, Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192);
    closeSync(damaged);
    await chats(second, 'meanwhile');
    enter(second, '/search number 5.');
    await second.waitFor('The history was damaged');
    // The search has found nothing, and stands in the box again.
    second.press('Ctrl+U');
    await second.waitFor('Say something');
    await chats(second, 'after');
    // Further up there is nothing new: the rows of the new file are not taken for older ones.
    second.press('Alt+Home');
    await second.waitFor('number 200.');
    second.press('PageUp', 'Alt+Home');
    // Keys are taken one after the other.
    second.type('x');
    await second.waitFor('› x');
    second.press('Ctrl+U');
    for (const word of ['meanwhile', 'after']) expect(timesOn(second, `${word} heard`)).toBe(0);
    second.press('Alt+End');
    await second.waitFor(line('bob', 'after heard'));
    for (const word of ['meanwhile', 'after']) expect(timesOn(second, `${word} heard`)).toBe(1);
    await quit(second);
    const third = await connected(start());
    await third.waitFor(line('bob', 'after heard'));
    await third.waitFor(line('alice', 'after said'));
    expect(timesOn(third, 'after heard')).toBe(1);
    expect(third.text()).not.toContain('damaged');
    expect(readdirSync(join(home, 'mqtt-tui')).some((name) => name.includes('broken'))).toBe(true);
  });

  it('is set aside when it is broken in the middle at the start', async () => {
    const first = await connected(start());
    await hearMany(first, 200);
    await quit(first);
    const size = statSync(file).size;
    const damaged = openSync(file, 'r+');
    writeSync(damaged, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
    closeSync(damaged);
    const second = await connected(start());
    await second.waitFor('The history was damaged');
    await chats(second, 'after');
    await quit(second);
    const third = start();
    await third.waitFor(line('bob', 'after heard'));
  });

  it('is left alone where a newer version has written it', async () => {
    const first = await connected(start());
    await chats(first, 'before');
    await quit(first);
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const second = await connected(start());
    await second.waitFor(told('was written by a newer mqtt-tui: it is left alone'));
    await chats(second, 'after');
    expect(second.text()).not.toContain('before');
    await quit(second);
    const untouched = new DatabaseSync(file);
    const says = untouched.prepare('SELECT say FROM lines ORDER BY id').all();
    untouched.close();
    expect(says.map(({ say }) => say)).toEqual(['before said', 'before heard']);
  });

  it.each<readonly [string, string, (folder: string) => void]>([
    [
      'its folder is a file',
      'a file is where its folder should be',
      (folder) => writeFileSync(join(folder, 'mqtt-tui'), ''),
    ],
    [
      'it is a folder itself',
      'a folder is where its file should be',
      (folder) => mkdirSync(join(folder, 'mqtt-tui', 'history.db'), { recursive: true }),
    ],
  ])('does not stand in the way of the chat where %s', async (_, why, prepare) => {
    prepare(home);
    const alice = await connected(start());
    await alice.waitFor(told(`cannot be used now: ${why}. The chat continues without it`));
    await chats(alice, 'meanwhile');
    await waitForWholePanes(alice);
    await quit(alice);
  });

  it('does not stand in the way of the chat where nothing may be written', async () => {
    // The superuser may write everywhere but there.
    const isSuperuser = process.getuid?.() === 0;
    const folder = isSuperuser ? '/sys' : home;
    if (!isSuperuser) chmodSync(home, 0o500);
    const alice = await connected(start(folder));
    await alice.waitFor(told('writing there is not permitted'));
    await alice.waitFor('Your signing key');
    await chats(alice, 'meanwhile');
    await quit(alice);
    if (!isSuperuser) chmodSync(home, 0o700);
  });
});
