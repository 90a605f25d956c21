import { keysIn, lists, type PresetRow } from './preset-row.ts';

const upAndDown = { up: ['Up', 'k', 'Ctrl+P'], down: ['Down', 'j', 'Ctrl+N'] } as const;
const ends = { first: ['Home', 'Alt+<'], last: ['End', 'Alt+>'] } as const;
const pages = { 'page-up': ['PageUp', 'Alt+V'], 'page-down': ['PageDown', 'Ctrl+V'] } as const;

/** Esc does it too. */
const back = ['Esc', 'Ctrl+G'] as const;

/** As in Emacs, in the panes and lists; the input box has readline's keys without it. */
export const emacsKeys: readonly PresetRow[] = [
  ...keysIn(['tree', 'log', 'details', 'chart', 'broker', ...lists], upAndDown),
  ...keysIn(['import'], { up: ['Up', 'Ctrl+P'], down: ['Down', 'Ctrl+N'] }),
  ...keysIn(['tree', 'log', 'details'], {
    'command-line': [':', 'Alt+X'],
    copy: ['y', 'Alt+W'],
    mark: ['m', 'Ctrl+Space'],
    zoom: ['z', 'Ctrl+X 1'],
  }),
  ...keysIn(['tree'], {
    ...ends,
    open: ['Right', 'l', 'Ctrl+F'],
    close: ['Left', 'h', 'Ctrl+B'],
    'page-up': ['Ctrl+U', 'Alt+V'],
    'page-down': ['Ctrl+D', 'Ctrl+V'],
  }),
  ...keysIn(['log'], {
    oldest: ends.first,
    newest: ends.last,
    'page-up': ['Alt+V'],
    'page-down': ['Ctrl+V'],
    search: ['/', 'Ctrl+S'],
  }),
  ...keysIn(['details'], {
    ...ends,
    ...pages,
    unfold: ['Right', 'l', 'Ctrl+F'],
    fold: ['Left', 'h', 'Ctrl+B'],
    search: ['/', 'Ctrl+S'],
  }),
  ...keysIn(['chart'], {
    older: ['Left', 'PageUp', 'Ctrl+B', 'Alt+V'],
    newer: ['Right', 'PageDown', 'Ctrl+F', 'Ctrl+V'],
    oldest: ends.first,
    newest: ends.last,
  }),
  ...keysIn(['anywhere'], {
    back,
    find: ['Ctrl+X b', 'Ctrl+X Ctrl+F'],
    'next-pane': ['Tab', 'Ctrl+X o'],
    quit: ['q', 'Ctrl+X Ctrl+C'],
    'search-log': ['Ctrl+S'],
    stop: ['Ctrl+X Ctrl+K'],
  }),
  ...keysIn(['input'], {
    'leave-candidates': back,
    'leave-command': back,
    'next-candidate': ['Down', 'Ctrl+N'],
    'previous-candidate': ['Up', 'Shift+Tab', 'Ctrl+P'],
    newer: ['Down', 'Ctrl+N'],
    older: ['Up', 'Ctrl+P'],
  }),
  ...keysIn(lists, ends),
  ...keysIn(
    [
      'search',
      'numbers',
      'subscriptions',
      'devices',
      'palette',
      'templates',
      'connections',
      'test',
    ],
    pages,
  ),
  ...keysIn(['compare', 'clean', 'reading'], {
    ...pages,
    'page-down': ['PageDown', 'Space', 'Ctrl+V'],
  }),
  ...keysIn(['compare'], { left: ['Left', 'h', 'Ctrl+B'], right: ['Right', 'l', 'Ctrl+F'] }),
  ...keysIn(['broker'], {
    'previous-node': ['Left', 'h', 'Ctrl+B'],
    'next-node': ['Right', 'l', 'Ctrl+F'],
  }),
  ...keysIn(['publish'], { stop: ['Ctrl+X Ctrl+K'] }),
  ...keysIn(['sheet'], { close: back }),
  ...keysIn(['clean'], { close: ['Esc', 'q', 'Ctrl+C', 'Ctrl+G'] }),
  ...keysIn(['reading', 'templates', 'subscription', 'profile', 'import', 'test'], { back }),
  ...keysIn(['connections'], { close: ['Esc', 'q', 'F12', 'Ctrl+G'] }),
  ...keysIn(['credentials'], { cancel: back }),
  ...keysIn(['name'], { 'only-watch': back }),
  ...keysIn(['question'], { no: ['Esc', 'n', 'N', 'Ctrl+G'] }),
];
