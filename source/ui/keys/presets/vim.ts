import { keysIn, lists, type PresetRow } from './preset-row.ts';

/** Ctrl+F and Ctrl+B turn pages, Ctrl+D and Ctrl+U half pages where there are such. */
const pages = {
  'page-up': ['PageUp', 'Ctrl+B'],
  'page-down': ['PageDown', 'Ctrl+F'],
  'half-page-up': ['Ctrl+U'],
  'half-page-down': ['Ctrl+D'],
} as const;

const ends = { first: ['Home', 'g g'], last: ['End', 'G'] } as const;

/** As in vim, in the panes and lists; the arrows and the letters h, j, k and l move without it. */
export const vimKeys: readonly PresetRow[] = [
  ...keysIn(['tree', 'log'], { people: ['P'] }),
  // PageUp and PageDown scroll the log from the tree too.
  ...keysIn(['tree', 'log'], { ...pages, 'page-up': ['Ctrl+B'], 'page-down': ['Ctrl+F'] }),
  ...keysIn(['tree'], ends),
  ...keysIn(['log'], {
    oldest: ends.first,
    newest: ends.last,
    search: ['/'],
    'search-again': ['n'],
  }),
  ...keysIn(['details'], { ...pages, ...ends, search: ['/'] }),
  ...keysIn(['chart'], {
    older: ['Left', 'PageUp', 'h', 'Ctrl+B', 'Ctrl+U'],
    newer: ['Right', 'PageDown', 'l', 'Ctrl+F', 'Ctrl+D'],
    oldest: ends.first,
    newest: ends.last,
  }),
  ...keysIn(['anywhere'], {
    input: ['i'],
    'search-log': ['Alt+/'],
    quit: ['q', 'Z Z'],
  }),
  ...keysIn(['rooms'], {
    'next-room': ['Alt+Right', 'g t'],
    'previous-room': ['Alt+Left', 'g T'],
  }),
  ...keysIn(lists, ends),
  ...keysIn(['compare', 'clean'], { ...pages, 'page-down': ['PageDown', 'Space', 'Ctrl+F'] }),
  ...keysIn(['search', 'numbers', 'subscriptions', 'devices', 'connections'], {
    'page-up': ['PageUp', 'Ctrl+B', 'Ctrl+U'],
    'page-down': ['PageDown', 'Ctrl+F', 'Ctrl+D'],
  }),
  ...keysIn(['subscriptions'], { remove: ['Delete', 'd d'] }),
];
