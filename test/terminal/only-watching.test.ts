import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareClient, type BareClient } from '../support/bare-client.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { homeIn } from './at-home.ts';
import { at, enter, isTyping, line, listens, startProgram, toInput } from './program.ts';

let broker: Mosquitto;
beforeAll(async () => {
  broker = await startMosquitto();
});
afterAll(() => broker.stop());

const marker = (topic: string) =>
  ({ cmd: 'publish', topic, payload: 'x', qos: 0, dup: false, retain: false }) as const;

/** Somebody who sees all that is published, in 3.1.1, until the test is over. */
const subscriber = async (): Promise<BareClient> => {
  const client = await bareClient(broker.port, { clientId: `raw-${Math.random()}` });
  client.send({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: [{ topic: '#', qos: 0 }],
  });
  await client.untilPacket('suback');
  return client;
};

/** The topics of all that a subscriber got up to a marker that it publishes now. */
const topicsUntil = async (client: BareClient, topic: string): Promise<string[]> => {
  client.send(marker(topic));
  await client.untilPacket('publish', (packet) => packet.topic === topic);
  return client.packets.flatMap((packet) => (packet.cmd === 'publish' ? [packet.topic] : []));
};

const start = (folder: string, args: readonly string[] = []): TestTerminal =>
  startProgram([...at(broker), ...args], { env: homeIn(folder) });

/** The name form is open, and the program watches. */
const asked = async (terminal: TestTerminal, name = 'Name '): Promise<void> => {
  await terminal.waitFor('Your name in the chat');
  await terminal.waitFor(name);
  await terminal.waitFor('●');
  await listens(terminal);
};

describeWith(mosquittoMissing, 'at a broker where one never joined', () => {
  it('Esc at the name form only watches: nothing is published, and the chat does not connect', async () => {
    const raw = await subscriber();
    const before = broker.log().length;
    const terminal = start(temporaryFolder());
    await asked(terminal);
    await terminal.waitFor('Enter joins #chat as ');
    terminal.press('Escape');
    await terminal.waitFor('only watching · /join joins the chat');
    // What is typed is published nowhere, and Enter does not join either.
    await toInput(terminal);
    enter(terminal, '');
    enter(terminal, 'hello');
    await terminal.waitFor('Choose a topic first, or /join the chat.');
    expect(await topicsUntil(raw, 'marker/1')).toEqual(['marker/1']);
    await terminal.waitFor('marker');

    terminal.press('Ctrl+U');
    enter(terminal, '/quit');
    await terminal.exited;
    expect(await topicsUntil(raw, 'marker/2')).toEqual(['marker/1', 'marker/2']);
    const log = broker.log().slice(before);
    const clients = [...log.matchAll(/New client connected from \S+ as (\S+)/g)].map(
      ([, client = '']) => client,
    );
    expect(clients.filter((client) => client.startsWith('mqtt-tui-'))).toEqual([
      expect.stringMatching(/-w$/),
    ]);
    expect(log).not.toMatch(/^Will message specified/m);
  });

  it('/join asks for the name again, joins, and the next start does not ask', async () => {
    const folder = temporaryFolder();
    const terminal = start(folder);
    await asked(terminal);
    terminal.press('Escape');
    await terminal.waitFor('only watching');
    await toInput(terminal);
    enter(terminal, '/join ops');
    await terminal.waitFor('Enter joins #ops as ');
    terminal.press('Ctrl+U');
    enter(terminal, 'carol');
    await terminal.waitFor(line('carol', 'Hello,anyone!', '✓'));
    expect(terminal.text()).not.toContain('# chat');
    enter(terminal, '/quit');
    await terminal.exited;

    // It begins in the room that was shown last.
    const again = start(folder);
    await again.waitFor('╭ #ops ');
    again.press('Alt+1');
    await again.waitFor(line('carol', 'Hello,anyone!', '✓'));
    expect(again.text()).not.toContain('Your name');
  });

  it('the last name is suggested, and --nick wins over what is remembered', async () => {
    const folder = temporaryFolder();
    const other = await startMosquitto();
    try {
      const terminal = start(folder, ['--nick', 'dave']);
      await terminal.waitFor(line('dave', 'Hello,anyone!', '✓'));
      enter(terminal, '/quit');
      await terminal.exited;

      const elsewhere = startProgram(at(other), { env: homeIn(folder) });
      await asked(elsewhere, 'Name  dave');
      const named = start(folder, ['--nick', 'erin']);
      await named.waitFor(() => named.screen().at(-1)?.includes('· erin') === true);
      expect(named.text()).not.toContain('Your name');
    } finally {
      await other.stop();
    }
  });
});

describe('the way out', () => {
  it('stands on the first screen, and q asks before it quits', async () => {
    const terminal = startProgram([...at(broker), '--no-chat'], { columns: 80 });
    await terminal.waitFor('q quit');
    await listens(terminal);
    terminal.type('q');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Escape');
    await terminal.waitUntilGone('Quit mqtt-tui?');
    terminal.type('q');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.type('y');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  });

  it('is Ctrl+C, twice, in the input box', async () => {
    const terminal = startProgram([...at(broker), '--nick', 'me'], { columns: 80 });
    await terminal.waitFor('Ctrl+C quit');
    await terminal.waitFor(() => isTyping(terminal));
    terminal.press('Ctrl+C');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Ctrl+C');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
  });
});

it('mqtt-tui watch has no chat, and no flags of it', async () => {
  const before = broker.log().length;
  const terminal = startProgram(['watch', ...at(broker)]);
  await terminal.waitFor('●');
  expect(terminal.text()).not.toContain('Your name');
  await toInput(terminal);
  enter(terminal, '/join');
  await terminal.waitFor('/join needs the chat, which --no-chat switches off.');
  terminal.press('Ctrl+U');
  enter(terminal, '/quit');
  await terminal.exited;
  expect(
    broker
      .log()
      .slice(before)
      .match(/New client connected/g),
  ).toHaveLength(1);
});
