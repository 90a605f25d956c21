import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyboard } from '../../source/ui/terminal/keyboard.ts';
import { terminalModes } from '../../source/ui/terminal/modes.ts';
import type { Check, CheckOptions } from './check.ts';
import { type Desktop, startDesktop } from './desktop.ts';
import { openWired, type TerminalName, type TerminalWindow } from './terminals.ts';
import type { Wire } from './wire.ts';

/** A key as people call it, and what `xdotool key` is given for it, or for each key of it in turn. */
type Key = { readonly name: string; readonly press: readonly (readonly string[])[] };

const key = (name: string, ...press: readonly string[]): Key => ({
  name,
  press: [['key', ...press]],
});

const withAltGr = (name: string, base: string): Key => ({
  name,
  press: [
    ['keydown', 'ISO_Level3_Shift'],
    ['key', base],
    ['keyup', 'ISO_Level3_Shift'],
  ],
});

const functionKeys = Array.from({ length: 12 }, (_, index) =>
  key(`F${index + 1}`, `F${index + 1}`),
);

const keys: readonly Key[] = [
  ...functionKeys,
  key('Insert', 'Insert'),
  key('Delete', 'Delete'),
  key('Home', 'Home'),
  key('End', 'End'),
  key('PageUp', 'Prior'),
  key('PageDown', 'Next'),
  key('Up', 'Up'),
  key('Down', 'Down'),
  key('Left', 'Left'),
  key('Right', 'Right'),
  key('Tab', 'Tab'),
  key('Shift+Tab', 'shift+Tab'),
  key('Enter', 'Return'),
  key('Shift+Enter', 'shift+Return'),
  key('Alt+Enter', 'alt+Return'),
  key('Ctrl+Enter', 'ctrl+Return'),
  key('Ctrl+J', 'ctrl+j'),
  key('Ctrl+H', 'ctrl+h'),
  key('Ctrl+I', 'ctrl+i'),
  key('Backspace', 'BackSpace'),
  key('Shift+Backspace', 'shift+BackSpace'),
  key('Ctrl+Backspace', 'ctrl+BackSpace'),
  key('Alt+Backspace', 'alt+BackSpace'),
  key('Ctrl+Delete', 'ctrl+Delete'),
  key('Ctrl+Up', 'ctrl+Up'),
  key('Ctrl+Down', 'ctrl+Down'),
  key('Ctrl+Left', 'ctrl+Left'),
  key('Ctrl+Right', 'ctrl+Right'),
  key('Alt+Left', 'alt+Left'),
  key('Alt+Right', 'alt+Right'),
  key('Alt+Home', 'alt+Home'),
  key('Alt+End', 'alt+End'),
  key('Alt+A', 'alt+a'),
  key('Alt+B', 'alt+b'),
  key('Alt+D', 'alt+d'),
  key('Alt+F', 'alt+f'),
  key('Alt+1', 'alt+1'),
  key('Alt+2', 'alt+2'),
  key('Alt+3', 'alt+3'),
  key('Ctrl+Space', 'ctrl+space'),
  key('Super+X', 'super+x'),
  key('Esc', 'Escape'),
  key('keypad Enter', 'KP_Enter'),
  key('keypad +', 'KP_Add'),
  key('keypad Home', 'KP_Home'),
  key('keypad 7, Num Lock', 'Num_Lock', 'KP_Home', 'Num_Lock'),
  key('ö', 'odiaeresis'),
  withAltGr('AltGr+Q: @', 'q'),
  withAltGr('AltGr+7: {', '7'),
  withAltGr('AltGr+0: }', '0'),
  withAltGr('AltGr+8: [', '8'),
  withAltGr('AltGr+9: ]', '9'),
  withAltGr('AltGr++: ~', 'plus'),
  withAltGr('AltGr+<: |', 'less'),
  withAltGr('AltGr+E: €', 'e'),
];

/** With nothing switched on, with what the program switches on, and after it has switched that off. */
const settings = ['bare', 'program', 'afterwards'] as const;

type Setting = (typeof settings)[number];

/** The key that is pressed behind each: what was sent before it is the key's. */
const sentinel = 'z';
const untilSentinel = /z$/;

/** ms for the terminal to send it. */
const patience = 1500;

// oxlint-disable-next-line no-control-regex -- terminals report in escape sequences
const focusReports = /\u001b\[[IO]/g;
// oxlint-disable-next-line no-control-regex -- terminals answer in escape sequences
const deviceAttributes = /\u001b\[\?[\d;]+c$/;

// oxlint-disable-next-line no-control-regex -- terminals answer in escape sequences
const knowsKitty = /\u001b\[\?\d+u/;

type Opened = { readonly window: TerminalWindow; readonly wire: Wire };

const open = async (
  desktop: Desktop,
  terminal: TerminalName,
  setting: Setting,
): Promise<Opened> => {
  const opened = await openWired(desktop, terminal, { shade: 'dark' });
  if (setting === 'bare') return opened;
  const { wire } = opened;
  const keyboard = new Keyboard(terminal === 'st' ? 'st-256color' : 'xterm-256color');
  const modes = terminalModes({ isPlain: false, mouse: true, keyboard });
  wire.show(`${modes.map(({ entering }) => entering).join('')}\u001b[?2004h\u001b[c`);
  const answers = (await wire.take(deviceAttributes)) ?? '';
  if (knowsKitty.test(answers)) {
    wire.show(`${keyboard.answered({ kind: 'keyboard', protocol: 'kitty' })}\u001b[c`);
    await wire.take(deviceAttributes);
  }
  if (setting === 'program') return opened;
  const leaving = modes.map((mode) => mode.leaving).toReversed();
  wire.show(`${leaving.join('')}\u001b[c`);
  await wire.take(deviceAttributes);
  return opened;
};

/** What each key sends; nothing where the terminal does something itself. */
type Sent = Readonly<Record<string, string>>;

const pressAll = async (
  desktop: Desktop,
  terminal: TerminalName,
  setting: Setting,
  { picture, note }: Pick<CheckOptions, 'picture' | 'note'>,
): Promise<Sent> => {
  let opened = await open(desktop, terminal, setting);
  const sent: Record<string, string> = {};
  for (const { name, press } of keys) {
    for (const args of press) await desktop.xdotool(...args);
    await desktop.xdotool('key', sentinel);
    const all = (await opened.wire.take(untilSentinel, patience)) ?? '';
    const bytes = all.replace(untilSentinel, '').replaceAll(focusReports, '');
    sent[name] = Buffer.from(bytes, 'latin1').toString();
    if (bytes !== '') continue;
    note(`${setting}: ${name} is its own`);
    await desktop.picture(picture(`${setting}-${name}`));
    // There may be a menu, a question, or another size.
    await opened.window.stop();
    opened = await open(desktop, terminal, setting);
  }
  await opened.window.stop();
  return sent;
};

const record = join(import.meta.dirname, 'sent-keys.json');

type Recorded = Partial<Record<TerminalName, Readonly<Record<string, Sent>>>>;

const recorded = (): Recorded => JSON.parse(readFileSync(record, 'utf8')) as Recorded;

/** Whether each key sends what was recorded, with different things switched on. */
export const sentKeys: Check = async ({ terminal, shouldWrite, ...options }) => {
  const found: Record<string, Sent> = {};
  for (const setting of settings) {
    const desktop = await startDesktop();
    try {
      await desktop.ask('setxkbmap', 'de');
      found[setting] = await pressAll(desktop, terminal, setting, options);
    } finally {
      await desktop.stop();
    }
  }
  const { afterwards: _afterwards, ...kept } = found;
  if (shouldWrite)
    writeFileSync(record, `${JSON.stringify({ ...recorded(), [terminal]: kept }, undefined, 2)}\n`);
  const before = recorded()[terminal] ?? {};
  let right = 0;
  for (const [setting, sent] of Object.entries(found))
    for (const [name, bytes] of Object.entries(sent)) {
      // The program leaves the keyboard as it was.
      const wanted = before[setting === 'afterwards' ? 'bare' : setting]?.[name];
      if (bytes === wanted) right += 1;
      else
        options.note(
          `${setting}: ${name} sends ${JSON.stringify(bytes)} in place of ${JSON.stringify(wanted)}`,
        );
    }
  const samples = Object.keys(found).length * keys.length;
  return [{ what: 'keys sent what was recorded', right, samples }];
};
