import { afterEach, beforeEach, expect, it } from 'vitest';
import { configFile } from '../support/config-file.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { peersMissing, publish } from './peers.ts';
import { at, enter, join, startProgram } from './program.ts';

const own = `[keys]
preset = "vim"

[keys.tree]
sort = ["S", "g s"]

[keys.anywhere]
find = "F10"
`;

describeWith(peersMissing, 'keys of config.toml, on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('do what they are bound to, are shown, and give way to a preset that is tried', async () => {
    const alice = await join(broker, 'alice', {
      columns: 120,
      args: ['--config', configFile(own)],
    });
    for (const name of ['a', 'b', 'c']) await publish(broker, `site/${name}`, 'on', '-r');
    expect(alice.text()).toContain('F10 find');
    alice.press('Tab');
    await alice.waitFor(/▌# chat/);
    alice.type('G');
    await alice.waitFor(/▌.*site/);
    alice.type('l');
    alice.type('G');
    await alice.waitFor(/▌ *c /);
    alice.type('gg');
    await alice.waitFor(/▌# chat/);
    alice.type('gs');
    await alice.waitFor('Topics are sorted by latest.');
    alice.type('?');
    await alice.waitFor('S, g s');
    alice.press('Escape');
    await alice.waitUntilGone('Help');
    // The key of old does nothing, the new one does.
    alice.press('Ctrl+P', 'F10');
    await alice.waitFor('Find anything');
    alice.type('next pane');
    await alice.waitFor(/▸ key +next pane.*Tab/);
    alice.press('Escape');
    await alice.waitUntilGone('Find anything');

    alice.type(':');
    await alice.waitFor('› /');
    enter(alice, 'keys emacs');
    await alice.waitFor('The keys are those of the preset "emacs".');
    alice.press('Ctrl+N');
    await alice.waitFor(/▌.*site/);
    alice.press('Ctrl+G');
    await alice.waitFor('Publish to site');
    // Their own keys stand over every preset.
    expect(alice.text()).toContain('F10 find');
  });

  it('that are wrong are named with their line, and nothing opens', async () => {
    const path = configFile('[keys.tree]\nsort = "S"\nfilter = "Ctrl+I"\n');
    const terminal = startProgram([...at(broker), '--config', path], { columns: 160 });
    await terminal.waitFor(`${path}:3: Terminals send Tab for Ctrl+I.`);
    expect(await terminal.exited).toMatchObject({ exitCode: 2 });
  });
});
