import { expect } from 'vitest';
import type { SheetName } from '../../source/ui/sheets/sheet.ts';
import { sheets } from '../../source/ui/sheets/sheets.ts';
import type { AtScreen } from './at-screen.ts';
import { aMessage } from './messages.ts';
import { storedMessage } from './stored-message.ts';

const command = ({ type, press }: AtScreen, text: string): void => {
  type(text);
  press('Enter');
};

/** The sheets that take more than a key from anywhere, or a command of their name. */
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
  subscription: ({ press }) => press('F2', 'a'),
};

/** All sheets that are worked in. */
export const sheetNames = Object.keys(sheets) as SheetName[];

/** Opens a sheet as somebody would. */
export const openSheet = (person: AtScreen, name: SheetName): void => {
  const key = sheets[name].keys.find(({ scope }) => scope === 'anywhere')?.keys[0];
  const other = others[name];
  if (other !== undefined) other(person);
  else if (key !== undefined) person.press(key);
  else command(person, `/${name}`);
  expect(person.state().sheet?.kind).toBe(name);
};

/** How somebody opens each of the texts that are only read. */
export const openText: Readonly<Record<string, (person: AtScreen) => void>> = {
  Help: ({ press }) => press('F1'),
  Statistics: (person) => command(person, '/stats'),
  Devices: (person) => command(person, '/devices'),
  Watches: (person) => {
    command(person, '/watch a > 3');
    command(person, '/watch');
  },
};
