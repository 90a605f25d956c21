import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { CellColor } from '../support/terminal-cell.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { at, join, startProgram } from './program.ts';

/** The colour of the mark behind what the broker has acknowledged. */
const markColour = (terminal: TestTerminal): CellColor | undefined =>
  terminal
    .cells()
    .flat()
    .find(({ char }) => char === '✓')?.fg;

const backgrounds = (terminal: TestTerminal): ReadonlySet<CellColor> =>
  new Set(
    terminal
      .cells()
      .flat()
      .map(({ bg }) => bg),
  );

const isOn = (terminal: TestTerminal, colour: CellColor): boolean =>
  backgrounds(terminal).size === 1 && backgrounds(terminal).has(colour);

const lastStyle = (output: string): string | undefined =>
  // oxlint-disable-next-line no-control-regex -- these are escape sequences
  output.match(/\u001b\[[\d;]*m/g)?.at(-1);

const dark = { background: '#171a21' } as const;

describeWith(mosquittoMissing, 'themes', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const themes: readonly (readonly [string, Partial<TerminalOptions>, CellColor, CellColor])[] = [
    ['dark', dark, 114, 'default'],
    ['light', dark, 22, 255],
    ['high-contrast', { ...dark, env: { COLORTERM: 'truecolor' } }, '#5fff5f', '#000000'],
    ['16-colours', dark, 2, 'default'],
    ['none', dark, 'default', 'default'],
    ['dark', { ...dark, env: { TERM: 'xterm' } }, 2, 'default'],
    ['dark', { ...dark, env: { NO_COLOR: '1' } }, 114, 'default'],
    ['dark', { ...dark, env: { TERM: 'dumb' } }, 'default', 'default'],
  ];
  it.each(themes)('%s, in %o, draws in %s on %s', async (name, options, text, ground) => {
    const env = { ...options.env, MQTT_TUI_THEME: name };
    const alice = await join(broker, 'alice', { ...options, env });
    await alice.waitFor(() => markColour(alice) === text && isOn(alice, ground));
    expect(alice.text()).toContain('Hello,anyone!');
  });

  it('are tried on the whole screen, given up with Esc, and kept for the next start with Enter', async () => {
    const env = {
      XDG_STATE_HOME: temporaryFolder(),
      XDG_DATA_HOME: temporaryFolder(),
      MQTT_TUI_NO_HISTORY: undefined,
    };
    const alice = await join(broker, 'alice', { ...dark, env });
    await alice.waitFor(() => markColour(alice) === 114);
    alice.type('/theme');
    alice.press('Enter');
    await alice.waitFor('▸ auto');
    alice.press('Down', 'Down');
    await alice.waitFor(() => alice.text().includes('▸ light') && alice.cell(0, 0).bg === 255);
    // All cells but those of the marked row, which is inverse.
    expect(isOn(alice, 255)).toBe(true);
    expect(markColour(alice)).toBe(22);
    alice.press('Escape');
    await alice.waitFor(() => markColour(alice) === 114 && isOn(alice, 'default'));
    alice.type('/theme');
    alice.press('Enter');
    await alice.waitFor('▸ auto');
    alice.press('Down', 'Down', 'Enter');
    await alice.waitFor('The theme is light, at the next start too.');
    expect(isOn(alice, 255)).toBe(true);
    alice.type('/quit');
    alice.press('Enter');
    await alice.exited;
    expect(lastStyle(alice.raw())).toBe('\u001b[m');
    const again = startProgram([...at(broker), '--nick', 'alice'], { ...dark, env });
    await again.waitFor(() => again.text().includes('#chat') && isOn(again, 255));
  });
});
