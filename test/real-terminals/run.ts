/**
 * Looks at the built program in real terminals: xterm, and VTE by way of xfce4-terminal, on an X server that nobody
 * sees. It prints how often each thing was right, saves pictures, and is no part of `npm test`: look at the pictures.
 *
 *     npm run terminals                                    everything
 *     npm run terminals -- candidates --terminal xterm     one check in one terminal
 *     npm run terminals -- selection --samples 8 --pictures /tmp/pictures
 *
 * - candidates: where the candidate window of a Chinese input method stands while messages come
 * - selection: whether what the mouse has selected in the log stays selected while the tree beside it changes
 * - light, dark: whether what is on the main screen stands out from such a background
 *
 * On Debian it needs: mosquitto xvfb xdotool x11-utils imagemagick dbus-daemon xterm xfonts-base xfce4-terminal
 * fonts-dejavu-core fonts-noto-cjk fcitx5 fcitx5-chinese-addons fcitx5-frontend-gtk3
 */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { candidates } from './candidates.ts';
import type { CheckOptions, Outcome } from './check.ts';
import { contrastOnDark, contrastOnLight } from './contrast.ts';
import { selection } from './selection.ts';
import { terminalNames } from './terminals.ts';

const checks: Readonly<Record<string, (options: CheckOptions) => Promise<Outcome>>> = {
  candidates,
  selection,
  light: contrastOnLight,
  dark: contrastOnDark,
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Only this one, repeatable. */
    terminal: { type: 'string', multiple: true, default: [...terminalNames] },
    samples: { type: 'string', default: '40' },
    /** The folder of the pictures. */
    pictures: { type: 'string' },
  },
});

const wanted = positionals.length === 0 ? Object.keys(checks) : positionals;
const terminals = terminalNames.filter((name) => flags.terminal.includes(name));
const samples = Number(flags.samples);

const problem = (): string | undefined => {
  if (!existsSync('dist/cli.js')) return 'dist/cli.js is missing: npm run build makes it.';
  const unknown = wanted.find((name) => checks[name] === undefined);
  if (unknown !== undefined)
    return `There is no check "${unknown}", but ${Object.keys(checks).join(', ')}.`;
  if (terminals.length < flags.terminal.length)
    return `The terminals are ${terminalNames.join(', ')}.`;
  if (!Number.isInteger(samples) || samples < 1) return '--samples is a number of 1 or more.';
  return undefined;
};

const lookAtAll = async (): Promise<void> => {
  const folder = flags.pictures ?? mkdtempSync(join(tmpdir(), 'mqtt-tui-pictures-'));
  mkdirSync(folder, { recursive: true });
  for (const name of wanted)
    for (const terminal of terminals) {
      const {
        what,
        right,
        samples: all,
      } = await checks[name]!({
        terminal,
        samples,
        picture: (of) => join(folder, `${name}-${terminal}-${of}.png`),
        note: (text) => void process.stderr.write(`  ${terminal}: ${text}\n`),
      });
      process.stdout.write(`${terminal}: ${what}: ${right} of ${all}\n`);
      if (right < all) process.exitCode = 1;
    }
  process.stdout.write(`The pictures are in ${folder}.\n`);
};

// What was started is ended on exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(1));

const complaint = problem();
if (complaint === undefined) await lookAtAll();
else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
