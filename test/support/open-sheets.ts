import { expect } from 'vitest';
import { RoomsSearch } from '../../source/session/chat/rooms-search.ts';
import type { SheetName } from '../../source/ui/sheets/sheet.ts';
import { sheets } from '../../source/ui/sheets/sheets.ts';
import { activeLine } from '../../source/ui/ui-state.ts';
import type { AtScreen } from './at-screen.ts';
import { aMessage } from './messages.ts';
import { storedMessage } from './stored-message.ts';

const command = ({ state, type, press }: AtScreen, text: string): void => {
  // Outside the input box a key opens the command line, with its slash.
  if (activeLine(state()) === undefined) press(':', 'Backspace');
  type(text);
  press('Enter');
};

/** How to open the sheets that have neither a global key nor a command of the same name. */
const others: Readonly<Partial<Record<SheetName, (person: AtScreen) => void>>> = {
  compare: ({ dispatch }) => {
    const message = storedMessage(aMessage('a', '1'));
    const sheet = {
      kind: 'compare',
      left: message,
      right: message,
      rows: [],
      top: 0,
      at: -1,
    } as const;
    dispatch({ type: 'sheet-changed', sheet: { ...sheet, side: 'right' } });
  },
  clean: (person) => command(person, '/clean site/#'),
  numbers: ({ dispatch }) =>
    dispatch({
      type: 'sheet-changed',
      sheet: {
        kind: 'numbers',
        topic: 'a',
        paths: [['.x'], ['.y']],
        ticked: new Set(),
        isTicked: false,
        index: 0,
      },
    }),
  search: ({ session, dispatch }) => {
    const rooms = session.chat?.conversations ?? [];
    const search = new RoomsSearch('needle', rooms, undefined);
    dispatch({ type: 'sheet-changed', sheet: { kind: 'search', search, marked: undefined } });
  },
  subscription: ({ press }) => press('F2', 'a'),
  connections: ({ press }) => press('F12'),
  profile: ({ press }) => press('F12', 'e'),
  test: ({ press }) => press('F12', 't', 'Esc'),
  import: ({ press }) => press('F12', 'i'),
};

/** The names of all sheets. */
export const sheetNames = Object.keys(sheets) as SheetName[];

/** Opens a sheet as a person would. */
export const openSheet = (person: AtScreen, name: SheetName): void => {
  const key = sheets[name].keys.find(({ scope }) => scope === 'anywhere')?.keys[0];
  const other = others[name];
  if (other !== undefined) other(person);
  else if (key !== undefined) person.press(key);
  else command(person, `/${name}`);
  expect(person.state().sheet?.kind).toBe(name);
};

/** How a person opens each of the read-only texts. */
export const openText: Readonly<Record<string, (person: AtScreen) => void>> = {
  Help: ({ press }) => press('F1'),
  Statistics: (person) => command(person, '/stats'),
  Watches: (person) => {
    command(person, '/watch a > 3');
    command(person, '/watch');
  },
};
