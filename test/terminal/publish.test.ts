/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connected, listener } from '../support/connections.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { at, join as joinRoom, startProgram } from './program.ts';

/** Opens the editor with a topic and goes to the payload. */
const write = async (terminal: TestTerminal, topic: string): Promise<void> => {
  terminal.press('F4');
  await terminal.waitFor('▸ Topic');
  terminal.type(topic);
  terminal.press('Enter');
  await terminal.waitFor('▸ Payload');
};

describeWith(peersMissing, 'the publish editor at 80×24 on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const start = (env: Readonly<Record<string, string>> = {}): Promise<TestTerminal> =>
    joinRoom(broker, 'alice', { columns: 80, rows: 24, env });

  it('publishes several lines of Chinese with properties, by keyboard alone', async () => {
    const ear = await listener({ port: broker.port }, 'site/#');
    await publish(broker, 'site/灯/state', 'off', '-r');
    const terminal = await start();
    terminal.press('F4');
    await terminal.waitFor('▸ Topic');
    terminal.type('si');
    terminal.press('Tab');
    await terminal.waitFor(/Topic +site\//);
    terminal.press('Tab');
    await terminal.waitFor(/Topic +site\/灯\//);
    terminal.press('Tab');
    await terminal.waitFor(/Topic +site\/灯\/state/);
    terminal.press('Enter');
    terminal.type('打开');
    terminal.press('Enter');
    terminal.type('第二行');
    await terminal.waitFor(/16 B +第二行/);
    await waitForWholePanes(terminal, ['Publish']);
    terminal.press('Tab', 'Tab', 'Space', 'Tab', 'Space');
    await terminal.waitFor(/QoS +1 +▸ Retain +‹ yes ›/);
    terminal.press('Tab', 'Tab', 'Tab', 'Space');
    await terminal.waitFor('▾ MQTT 5 properties');
    terminal.press('Tab');
    await terminal.waitFor('▸ Content type');
    terminal.type('text/plain');
    terminal.press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    terminal.press('Ctrl+S');
    await terminal.waitFor(/✓ .*Published to site\/灯\/state, 16 B, QoS 1, retained/);
    const message = await ear.untilMessage(({ payload }) => String(payload) === '打开\n第二行');
    expect(message).toMatchObject({ qos: 1, retain: true });
    expect(message.properties?.contentType).toBe('text/plain');
    await waitForWholePanes(terminal, ['Publish']);
  });

  it('publishes a file byte by byte, and the message again from the log', async () => {
    const folder = temporaryFolder();
    const bytes = Buffer.from([0, 1, 255, 10, 0]);
    writeFileSync(join(folder, 'x.bin'), bytes);
    const ear = await listener({ port: broker.port }, 'bin');
    const terminal = startProgram([...at(broker), '--no-chat', '-t', 'bin'], {
      columns: 80,
      rows: 24,
    });
    await terminal.waitFor('● ');
    await write(terminal, 'bin');
    terminal.press('Ctrl+O');
    terminal.type(join(folder, 'x'));
    terminal.press('Tab');
    await terminal.waitFor('x.bin');
    terminal.press('Ctrl+S');
    await terminal.waitFor('Published to bin, 5 B');
    expect((await ear.untilMessage(() => true)).payload).toEqual(bytes);
    terminal.press('Escape');
    await terminal.waitFor(/bin .*0x 00/);
    terminal.press('Home', 'Enter');
    await terminal.waitFor(/╭ Newest/);
    terminal.press('p');
    await terminal.waitFor(/▸ Payload +00 01 ff 0a 00/);
    terminal.press('Ctrl+U');
    terminal.type('ff 00');
    terminal.press('Ctrl+S');
    expect((await ear.untilMessage(({ payload }) => payload[0] === 255)).payload).toEqual(
      Buffer.from([255, 0]),
    );
  });

  it('shows the answer beside the question', async () => {
    const device = await connected({ port: broker.port });
    await device.connection.subscribe('cmd', { qos: 1 });
    const answering = device.untilMessage(({ properties }) => {
      const { responseTopic, correlationData } = properties ?? {};
      if (responseTopic === undefined || correlationData === undefined) return false;
      void device.connection.publish(responseTopic, '{"温度":21.5}', {
        qos: 1,
        retain: false,
        properties: { correlationData },
      });
      return true;
    });
    const terminal = await start();
    await write(terminal, 'cmd');
    terminal.type('how warm?');
    terminal.press('Tab', 'Tab', 'Tab', 'Tab', 'Space', 'Ctrl+S');
    await answering;
    await terminal.waitFor(/answer 1 after [\d.]+ m?s · JSON/);
    await terminal.waitFor('"温度": 21.5');
    await waitForWholePanes(terminal, ['Publish']);
    terminal.press('Ctrl+G');
    await terminal.waitFor(/✓ 1 answer /);
    terminal.press('Ctrl+S');
    await terminal.waitFor('0 answers so far');
    terminal.press('Ctrl+G');
    await terminal.waitFor('Stopped waiting before an answer came.');
  });

  it('repeats a message until it is stopped, and says so in the status line', async () => {
    const ear = await listener({ port: broker.port }, 'beat');
    const terminal = await start();
    await write(terminal, 'beat');
    terminal.type('{{n}} of many');
    terminal.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    await terminal.waitFor('▸ Every (s)');
    terminal.type('0.2');
    terminal.press('Ctrl+S');
    await ear.untilMessage(({ payload }) => String(payload) === '3 of many');
    await terminal.waitFor(/⟳ 1 {2}beat {2}every 200 ms · [3-9]\d* sent/);
    terminal.press('Escape');
    await terminal.waitUntilGone('╭ Publish');
    await terminal.waitFor(/●.* ⟳ 1 /);
    terminal.type('/stop');
    terminal.press('Enter');
    await terminal.waitFor(/Stopped 1 repeated message; \d+ sent\./);
    await terminal.waitUntilGone('⟳');
  });

  it('greys the properties before MQTT 5, and says so', async () => {
    const terminal = await joinRoom(broker, 'alice', {
      columns: 80,
      rows: 24,
      args: ['-V', '3.1.1'],
    });
    terminal.press('F4');
    await terminal.waitFor('Publish · no properties before MQTT 5');
    terminal.press('Shift+Tab', 'Space');
    await terminal.waitFor('Content type');
    const row = terminal.screen().findIndex((text) => text.includes('Content type'));
    expect(terminal.cell(5, row).dim).toBe(true);
    terminal.press('Tab');
    await terminal.waitFor('needs MQTT 5: not sent on this connection');
  });

  it('keeps templates for the next start, and takes the editor of the person', async () => {
    const folder = temporaryFolder();
    const editor = join(folder, 'editor.sh');
    writeFileSync(editor, '#!/bin/sh\nprintf "edited 你\\n" > "$1"\n', { mode: 0o700 });
    const env = { XDG_DATA_HOME: folder, VISUAL: editor };
    const terminal = await start(env);
    await write(terminal, 'site/lamp');
    terminal.type('x');
    terminal.press('Ctrl+X', 'Ctrl+E');
    await terminal.waitFor(/Payload +edited 你/);
    terminal.press('Ctrl+T');
    await terminal.waitFor('╭ Templates');
    terminal.type('lamp');
    terminal.press('Ctrl+S');
    await terminal.waitFor('Saved the template lamp.');
    const path = join(folder, 'mqtt-tui', 'templates.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain('"payload": "edited 你"');
    await terminal.dispose();

    const ear = await subscribe(broker, 'site/#');
    const later = await start(env);
    later.type('/templates');
    later.press('Enter');
    await later.waitFor('▸ lamp  site/lamp  edited 你');
    later.press('Enter');
    await later.waitFor('▸ Payload');
    later.press('Ctrl+S');
    expect(await ear.waitFor(() => true)).toBe('edited 你');
  });
});
