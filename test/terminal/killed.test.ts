import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { connected, startAtHome } from './at-home.ts';
import { peersMissing, type Subscriber, subscribe } from './peers.ts';
import { enter, line, listens } from './program.ts';

type Chat = { readonly say: string; readonly id: string };

const chatsOf = (room: Subscriber): Chat[] => room.payloads.map((text) => JSON.parse(text));

const saysOf = (room: Subscriber): string[] => chatsOf(room).map(({ say }) => say);

/** How often a text stands on the screen. */
const timesOn = (terminal: TestTerminal, text: string): number =>
  terminal.text().split(text).length - 1;

/** Resolves when the program is in the room: its presence has come back. */
const arrived = async (terminal: TestTerminal): Promise<TestTerminal> => {
  await terminal.waitFor(/Nobody else is here yet| (?:is|are) here/);
  return terminal;
};

const kill = async (terminal: TestTerminal): Promise<void> => {
  terminal.kill('SIGKILL');
  await terminal.exited;
};

describeWith(peersMissing, 'a program that is killed between Enter and the acknowledgement', () => {
  let broker: Mosquitto;
  let folder: string;
  beforeEach(async () => {
    broker = await startMosquitto();
    folder = temporaryFolder();
  });
  afterEach(() => broker.stop());

  const start = (nick: string, version: string, home = folder): TestTerminal =>
    startAtHome(broker, nick, home, { args: ['-V', version] });

  it.each(['5', '3.1.1'])(
    'has its sentence shown once, though it came to the broker twice (MQTT %s)',
    async (version) => {
      const room = await subscribe(broker, 'chat');
      const bob = await arrived(start('bob', version, temporaryFolder()));
      const first = await arrived(start('alice', version));
      await bob.waitFor('alice is here');
      broker.pause();
      enter(first, 'are you there?');
      // It lies in the broker's socket, and nobody has acknowledged it.
      await first.waitFor(line('alice', 'are you there?', '↑'));
      await kill(first);
      broker.resume();
      await bob.waitFor(line('alice', 'are you there?'));

      const second = start('alice', version);
      await second.waitFor(line('alice', 'are you there?', '✓'));
      enter(second, 'that is all');
      await bob.waitFor('that is all');
      await second.waitFor(line('alice', 'that is all', '✓'));
      for (const terminal of [bob, second]) expect(timesOn(terminal, 'are you there?')).toBe(1);
      // A reader that knows no ids gets both; it is the same message.
      await room.waitFor((text) => text.includes('that is all'));
      expect(saysOf(room)).toEqual(['are you there?', 'are you there?', 'that is all']);
      expect(new Set(chatsOf(room).map(({ id }) => id)).size).toBe(2);
    },
  );

  it.each(['5', '3.1.1'])(
    'says it at the next start to a broker that never saw it (MQTT %s)',
    async (version) => {
      const first = await arrived(start('alice', version));
      broker.pause();
      enter(first, 'are you there?');
      await first.waitFor(line('alice', 'are you there?', '↑'));
      await kill(first);
      // What lay in its socket is gone with it.
      await broker.down();
      await broker.up();
      const room = await subscribe(broker, 'chat');
      const bob = await connected(start('bob', version, temporaryFolder()));

      const second = start('alice', version);
      await second.waitFor(line('alice', 'are you there?', '✓'));
      await bob.waitFor(line('alice', 'are you there?'));
      enter(second, 'that is all');
      await room.waitFor((text) => text.includes('that is all'));
      await bob.waitFor('that is all');
      for (const terminal of [bob, second]) expect(timesOn(terminal, 'are you there?')).toBe(1);
      expect(saysOf(room)).toEqual(['are you there?', 'that is all']);
    },
  );

  it('loses nothing that it has drawn, killed the moment after Enter', async () => {
    const room = await subscribe(broker, 'chat');
    const drawn: string[] = [];
    const texts = Array.from({ length: 6 }, (_, index) => `sentence ${index}.`);
    for (const [index, text] of texts.entries()) {
      // One after the other: each start sends what the one before had left.
      const terminal = start('alice', '5');
      await listens(terminal);
      await connected(terminal);
      enter(terminal, text);
      // Some are killed before they have read it, some with the frame that shows it.
      if (index % 2 === 1) await terminal.waitFor(line('alice', text));
      await kill(terminal);
      if (line('alice', text).test(terminal.text())) drawn.push(text);
    }
    const last = await connected(start('alice', '5'));
    enter(last, 'that is all');
    await last.waitFor(line('alice', 'that is all', '✓'));
    await room.waitFor((text) => text.includes('that is all'));
    const ids = new Map(chatsOf(room).map(({ id, say }) => [id, say]));
    const heard = [...ids.values()];
    // Each once, by its id; in order; and with all that stood on the screen.
    expect(new Set(heard).size).toBe(heard.length);
    expect(texts.filter((text) => heard.includes(text)).concat('that is all')).toEqual(heard);
    expect(heard).toEqual(expect.arrayContaining(drawn));
  });
});
