/**
 * Looks at the built program in real terminals on an X server that nobody sees: xterm, urxvt, VTE by way of
 * xfce4-terminal, kitty, alacritty, st and Konsole. It prints how often each thing was right, saves pictures, and is no
 * part of `npm test`: look at the pictures.
 *
 *     npm run terminals                                    everything
 *     npm run terminals -- candidates --terminal xterm     one check in one terminal
 *     npm run terminals -- selection --samples 8 --pictures /tmp/pictures
 *     npm run terminals -- keys --write                    records what each key sends, in sent-keys.json
 *
 * - keys: whether each key sends what was recorded, on a German keyboard
 * - candidates: where the candidate window of a Chinese input method stands while messages come
 * - selection: whether what the mouse has selected in the log stays selected while the tree beside it changes
 * - light, dark: whether what is on the main screen stands out from such a background
 *
 * On Debian it needs: mosquitto xvfb xdotool x11-utils x11-xkb-utils imagemagick dbus-daemon libgl1-mesa-dri xterm
 * rxvt-unicode xfce4-terminal kitty alacritty stterm konsole xfonts-base fonts-dejavu-core fonts-noto-cjk fcitx5
 * fcitx5-chinese-addons fcitx5-frontend-gtk3 fcitx5-frontend-qt5
 */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { candidates } from './candidates.ts';
import type { Check } from './check.ts';
import { contrastOnDark, contrastOnLight } from './contrast.ts';
import { sentKeys } from './keys.ts';
import { selection } from './selection.ts';
import { terminalNames } from './terminals.ts';

const checks: Readonly<Record<string, Check>> = {
  keys: sentKeys,
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
    write: { type: 'boolean', default: false },
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
      const outcomes = await checks[name]!({
        terminal,
        samples,
        shouldWrite: flags.write,
        picture: (of) => join(folder, `${name}-${terminal}-${of}.png`),
        note: (text) => void process.stderr.write(`  ${terminal}: ${text}\n`),
      });
      for (const { what, right, samples: all } of outcomes) {
        process.stdout.write(`${terminal}: ${what}: ${right} of ${all}\n`);
        if (right < all) process.exitCode = 1;
      }
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
