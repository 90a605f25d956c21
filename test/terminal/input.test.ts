/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TerminalOptions } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, enter, join as comeIn, line, startProgram } from './program.ts';

const size = { columns: 80, rows: 24 };

/** A program that remembers what is typed, in a folder. */
const remembering = (folder: string): Partial<TerminalOptions> => ({
  ...size,
  env: { MQTT_TUI_NO_HISTORY: undefined, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder },
});

describeWith(peersMissing, 'the input box', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('lists what Tab offers over the log, and takes what is chosen', async () => {
    const alice = await comeIn(broker, 'alice', size);
    for (const user of ['bob', 'bobby'])
      await publish(broker, 'chat', JSON.stringify({ user, say: 'hi' }));
    await alice.waitFor(line('bobby', 'hi'));

    alice.type('bo');
    alice.press('Tab');
    await alice.waitFor(/▸ bobby/);
    await alice.waitFor('› bobby:');
    alice.press('Down');
    await alice.waitFor(/▸ bob\b(?!b)/);
    alice.press('Escape');
    await alice.waitUntilGone('▸ bob');
    await waitForWholePanes(alice);
    await alice.waitFor(/› bo +│/);
    alice.press('Tab', 'Enter');
    await alice.waitUntilGone('▸ bob');
    enter(alice, 'hello');
    await alice.waitFor(line('alice', 'bobby: hello', '✓'));
  });

  it('finds what was typed in an earlier run', async () => {
    const folder = temporaryFolder();
    const first = await comeIn(broker, 'alice', remembering(folder));
    enter(first, 'the weather is fine');
    await first.waitFor(line('alice', 'the weather is fine', '✓'));
    enter(first, 'bye');
    await first.waitFor(line('alice', 'bye', '✓'));
    enter(first, '/quit');
    expect(await first.exited).toMatchObject({ exitCode: 0 });

    const second = startProgram([...at(broker), '--nick', 'alice'], remembering(folder));
    await second.waitFor(line('alice', 'bye'));
    await second.waitFor(/Nobody else/);
    second.press('Ctrl+R');
    second.type('weather');
    await second.waitFor('(search) weather: the weather is fine');
    second.press('Enter');
    await second.waitFor(/› the weather is fine +│/);
    second.press('Ctrl+C', 'Up', 'Up');
    await second.waitFor(/› bye +│/);
  });

  it('is written in the editor, which has the terminal meanwhile', async () => {
    const editor = join(temporaryFolder(), 'editor');
    writeFileSync(
      editor,
      '#!/bin/sh\nprintf "editing: "; cat "$1"; read -r answer; printf "%s\\nend\\n" "$answer" > "$1"\n',
    );
    chmodSync(editor, 0o700);
    const alice = await comeIn(broker, 'alice', {
      ...size,
      env: { VISUAL: editor, EDITOR: undefined },
    });
    alice.type('draft');
    alice.press('Ctrl+X', 'Ctrl+E');
    await alice.waitFor('editing: draft');
    expect(alice.modes().bracketedPaste).toBe(false);
    alice.type('from the editor\r');
    await alice.waitFor(/› from the editor +│/);
    await waitForWholePanes(alice);
    alice.press('Ctrl+E');
    enter(alice, '!');
    await alice.waitFor(line('alice', 'from the editor'));
    await alice.waitFor('end!');
  });

  it('says that the editor cannot be started, and goes on', async () => {
    const alice = await comeIn(broker, 'alice', {
      ...size,
      env: { VISUAL: '/nowhere/editor', EDITOR: undefined },
    });
    alice.type('draft');
    alice.press('Ctrl+X', 'Ctrl+E');
    await alice.waitFor('The editor "/nowhere/editor" cannot be started');
    enter(alice, ' goes on');
    await alice.waitFor(line('alice', 'draft goes on', '✓'));
  });
});
