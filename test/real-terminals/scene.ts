import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTerminal } from '../support/terminal.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { type House, startHouse } from './house.ts';
import {
  columns,
  openWindow,
  rows,
  type Shade,
  type TerminalName,
  type TerminalWindow,
} from './terminals.ts';

/** The program in a window of a real terminal, in a house where something happens. */
export type Scene = {
  readonly desktop: Desktop;
  readonly house: House;
  readonly window: TerminalWindow;
};

type SceneOptions = {
  readonly terminal: TerminalName;
  readonly shade?: Shade;
  /** Before the terminal is opened. */
  readonly prepare?: (desktop: Desktop) => Promise<{ readonly stop: () => Promise<void> }>;
};

const program = resolve('dist/cli.js');

/** ms after which the first frames are on the screen. */
const settling = 1500;

/** Which cell the cursor of the input box is in, as an emulated terminal of that size has it. */
export const inputPlace = async (): Promise<{ readonly x: number; readonly y: number }> => {
  const house = await startHouse();
  const args = [program, ...house.flags];
  const terminal = openTerminal({ command: process.execPath, args, columns, rows });
  try {
    await terminal.waitFor(/Hello,anyone! +✓/, { timeout: 20_000 });
    await terminal.waitFor(() => terminal.cursor().visible);
    const { x, y } = terminal.cursor();
    return { x, y };
  } finally {
    await terminal.dispose();
    await house.stop();
  }
};

/** Unfolds the topics that have come so far, so that each has its row, and goes back to the input box. */
export const unfoldTopics = async ({ desktop }: Scene): Promise<void> => {
  await desktop.xdotool('key', 'Tab', 'Down', 'o', 'alt+1');
  await sleep(settling);
};

/** Sets it up, runs a check in it, and takes it all down again. */
export const inScene = async <Result>(
  { terminal, shade = 'dark', prepare }: SceneOptions,
  check: (scene: Scene) => Promise<Result>,
): Promise<Result> => {
  const stops: (() => Promise<void>)[] = [];
  const keep = <Kept extends { readonly stop: () => Promise<void> }>(kept: Kept): Kept => {
    stops.unshift(kept.stop);
    return kept;
  };
  try {
    const house = keep(await startHouse());
    const desktop = keep(await startDesktop());
    if (prepare !== undefined) keep(await prepare(desktop));
    // It greets the room.
    const greeting = house.heard('me');
    const command = [process.execPath, program, ...house.flags];
    const window = keep(await openWindow(desktop, terminal, { shade, command }));
    await greeting;
    await sleep(settling);
    return await check({ desktop, house, window });
  } finally {
    for (const stop of stops) await stop();
  }
};
