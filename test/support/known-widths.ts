import type { TerminalWidths } from '../../source/ui/draw/terminal-widths.ts';

/** Each code point on its own, as in urxvt, VTE, alacritty and st. */
export const xterm: TerminalWidths = {
  joinsEmoji: false,
  joiner: 0,
  joinsSkinTones: false,
  widensEmoji: false,
  narrowsEmoji: false,
  keycap: 1,
  flag: 2,
  tag: 0,
  mark: 0,
  vowelSign: 1,
  conjunct: Infinity,
  jamo: 0,
};

/** As `xterm -mk_width`. */
export const ownTables: TerminalWidths = { ...xterm, joiner: 1, tag: 1 };

export const kitty: TerminalWidths = {
  ...xterm,
  joinsSkinTones: true,
  widensEmoji: true,
  narrowsEmoji: true,
  keycap: 2,
  vowelSign: 0,
  jamo: 1,
};

export const konsole: TerminalWidths = { ...xterm, joinsEmoji: true, joinsSkinTones: true };

export const tmux: TerminalWidths = { ...xterm, joinsEmoji: true };

/** Gives each grapheme one or two cells. */
export const modern: TerminalWidths = {
  ...xterm,
  joinsEmoji: true,
  joinsSkinTones: true,
  widensEmoji: true,
  narrowsEmoji: true,
  keycap: 2,
  conjunct: 2,
};
