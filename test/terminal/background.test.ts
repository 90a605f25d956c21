import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { CellColor } from '../support/terminal-cell.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { join } from './program.ts';

/** The colour of the mark behind what the broker has acknowledged. */
const markColour = (terminal: TestTerminal): CellColor | undefined =>
  terminal
    .cells()
    .flat()
    .find(({ char }) => char === '✓')?.fg;

/** The terminal's own green, and those that can be read on black and on white. */
const green = 2;
const lightGreen = 114;
const darkGreen = 22;

describeWith(mosquittoMissing, 'the background of the terminal', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const screens: readonly (readonly [string, Partial<TerminalOptions>, CellColor])[] = [
    ['says nothing', {}, green],
    ['answers that it is dark', { background: '#171a21' }, lightGreen],
    ['answers that it is light', { background: '#fdf6e3' }, darkGreen],
    ['is light by COLORFGBG', { env: { COLORFGBG: '0;15' } }, darkGreen],
    [
      'answers that it is dark, whatever COLORFGBG says',
      { background: '#000000', env: { COLORFGBG: '0;15' } },
      lightGreen,
    ],
    ['is light, with NO_COLOR', { background: '#ffffff', env: { NO_COLOR: '1' } }, 'default'],
  ];
  it.each(screens)('%s', async (_, options, expected) => {
    const alice = await join(broker, 'alice', options);
    await alice.waitFor(() => markColour(alice) === expected);
    expect(alice.text()).toContain('Hello,anyone!');
  });
});
