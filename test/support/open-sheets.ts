import type { SheetName } from '../../source/ui/sheets/sheet.ts';
import type { AtScreen } from './at-screen.ts';
import { aMessage } from './messages.ts';
import { storedMessage } from './stored-message.ts';

const command = ({ type, press }: AtScreen, text: string): void => {
  type(text);
  press('Enter');
};

/** How somebody opens each of the sheets. */
export const openSheet: Readonly<Record<SheetName, (person: AtScreen) => void>> = {
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
  clean: ({ type, press }) => {
    type('/clean site/#');
    press('Enter');
  },
  jump: ({ press }) => press('Ctrl+P'),
  publish: ({ press }) => press('F4'),
  templates: ({ press }) => press('F4', 'Ctrl+T'),
  broker: ({ press }) => press('F3'),
  subscriptions: ({ press }) => press('F2'),
  subscription: ({ press }) => press('F2', 'a'),
  help: ({ press }) => press('F1'),
  statistics: (person) => command(person, '/stats'),
  devices: (person) => command(person, '/devices'),
  watches: (person) => {
    command(person, '/watch a > 3');
    command(person, '/watch');
  },
};
