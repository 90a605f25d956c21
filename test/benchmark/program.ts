import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import type { Client } from './client.ts';
import { firstTopic } from './load.ts';

/** What the program says of itself in its statistics view. */
export type Counters = {
  /** Messages that came. */
  readonly received: number;
  /** How many of these went into the tree and its histories, */
  readonly recorded: number;
  /** and how many did not, because of a limit. */
  readonly notStored: number;
  /** Recorded ones that had to go again to stay under the memory limit. */
  readonly evicted: number;
  readonly frames: number;
};

/** The program at a terminal of 120×40, with the tree and the log of the load on the screen. */
export type Program = Client & {
  readonly terminal: TestTerminal;
  readonly counters: () => Promise<Counters>;
};

/** Where the program is, and the server. */
export type ProgramOptions = {
  readonly program: string;
  readonly port: number;
  readonly flags?: readonly string[];
  /** Where it keeps what lasts. By default in a place of its own: it shows open what it finds was left open. */
  readonly home?: string;
};

/** ms; at startup on a busy machine. */
const patience = 20_000;

/** Long enough for an Esc not to be taken for the start of the next key, ms. */
const afterEscape = 300;

/** What the program keeps on disk; gone when the benchmark ends. */
const scratch = mkdtempSync(join(tmpdir(), 'mqtt-tui-bench-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A place to keep what lasts. */
export const newHome = (): string => mkdtempSync(join(scratch, 'home-'));

/** Starts it at a terminal, connected to the server on a port. */
export const openProgram = ({
  program,
  port,
  flags = [],
  home = newHome(),
}: ProgramOptions): TestTerminal =>
  openTerminal({
    command: process.execPath,
    args: [resolve(program), '--host=127.0.0.1', `--port=${port}`, '--nick=bench', ...flags],
    // As it is by default, with what it keeps on disk, but not among the person's own.
    env: {
      MQTT_TUI_NO_HISTORY: undefined,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      XDG_STATE_HOME: home,
    },
    columns: 120,
    rows: 40,
  });

/** The log of the branch `load` is on the right, with the number of its messages. */
const logTitle = /╮╭ load ─+ ([\d,]+) messages? ─╮/;

/** The title of the right pane, which is the name of what is selected on the left. */
const rightTitle = (screen: readonly string[]): string | undefined =>
  /╮╭ (\S+)/.exec(screen[0] ?? '')?.[1];

const figure = (text: string): number => Number(text.replaceAll(',', ''));

const readCounter = (text: string, label: string): number => {
  const found = new RegExp(`\\b${label} {2,}([\\d,]+)`).exec(text);
  if (found === null) throw new Error(`the statistics view has no "${label}":\n${text}`);
  return figure(found[1]!);
};

const readCounters = async (terminal: TestTerminal): Promise<Counters> => {
  terminal.type('/stats');
  await terminal.waitFor('/stats', { timeout: patience });
  terminal.press('Enter');
  const screen = await terminal.waitFor(/\breceived {2,}[\d,]+/, { timeout: patience });
  const text = screen.join('\n');
  const counters = {
    received: readCounter(text, 'received'),
    recorded: readCounter(text, 'recorded'),
    notStored: readCounter(text, 'not stored'),
    evicted: readCounter(text, 'evicted'),
    frames: readCounter(text, 'frames'),
  };
  terminal.press('Escape');
  await terminal.waitFor(logTitle, { timeout: patience });
  await sleep(afterEscape);
  return counters;
};

/** Moves the selection up or down until the title of the right pane begins so. */
const select = async (terminal: TestTerminal, title: RegExp, key: 'Up' | 'Down'): Promise<void> => {
  for (let presses = 0; presses < 10 && !title.test(terminal.text()); presses += 1) {
    const before = rightTitle(terminal.screen());
    terminal.press(key);
    await terminal.waitFor((screen) => rightTitle(screen) !== before, { timeout: patience });
    // Its title comes at once, its messages with the next frame.
    await terminal.waitFor((screen) => / messages? ─╮/.test(screen[0] ?? ''), {
      timeout: patience,
    });
  }
};

/** Unfolds the branch `load`, shows its messages in the log, and returns to the input box. */
const showLoad = async (terminal: TestTerminal): Promise<void> => {
  // One row, as long as there is one topic.
  await terminal.waitFor(` ${firstTopic} `, { timeout: patience });
  // The greeting has come back: nothing of our own is under way any more.
  await terminal.waitFor(/Hello,anyone! +✓/, { timeout: patience });
  terminal.press('Tab');
  await terminal.waitFor(() => !terminal.cursor().visible, { timeout: patience });
  await select(terminal, /╮╭ load/, 'Down');
  terminal.press('o');
  await terminal.waitFor('▾ load ', { timeout: patience });
  await select(terminal, logTitle, 'Up');
  terminal.press('Escape');
  await sleep(afterEscape);
  await terminal.waitFor(
    (screen) => logTitle.test(screen.join('\n')) && terminal.cursor().visible,
    { timeout: patience },
  );
};

/** Starts the program and brings the load's tree and log on the screen; the input box has the focus. */
export const startProgram = async (options: ProgramOptions): Promise<Program> => {
  const terminal = openProgram(options);
  try {
    await showLoad(terminal);
  } catch (error) {
    await terminal.dispose();
    throw error;
  }
  const shown = async (): Promise<number> => {
    // Not in the middle of a frame.
    const screen = await terminal.waitFor(logTitle, { timeout: patience });
    return figure(logTitle.exec(screen.join('\n'))![1]!);
  };
  const before = await shown();
  return {
    pid: terminal.pid,
    terminal,
    received: async () => (await shown()) - before,
    counters: () => readCounters(terminal),
    stop: () => terminal.dispose(),
  };
};
