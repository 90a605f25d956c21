import type { KeyBinding } from '../action-context.ts';
import { hasText } from '../keys/key-binding.ts';
import { edit } from './input-actions.ts';

/** Readline's keys, wherever a line is typed. */
export const editBindings: readonly KeyBinding[] = [
  {
    action: 'start',
    keys: ['Home', 'Ctrl+A'],
    scope: 'line',
    description: 'to the start',
    run: edit('start'),
  },
  {
    action: 'end',
    keys: ['End', 'Ctrl+E'],
    scope: 'line',
    description: 'to the end',
    run: edit('end'),
  },
  {
    action: 'character-back',
    keys: ['Left', 'Ctrl+B'],
    scope: 'line',
    description: 'a character back',
    run: edit('left'),
  },
  {
    action: 'character-forward',
    keys: ['Right'],
    scope: 'line',
    description: 'a character forward',
    run: edit('right'),
  },
  {
    action: 'character-forward-in-text',
    keys: ['Ctrl+F'],
    scope: 'line',
    description: 'a character forward, in a line with text',
    isEnabled: hasText,
    run: edit('right'),
  },
  {
    action: 'word-back',
    keys: ['Alt+B', 'Ctrl+Left'],
    scope: 'line',
    description: 'a word back',
    run: edit('wordLeft'),
  },
  {
    action: 'word-forward',
    keys: ['Alt+F', 'Ctrl+Right'],
    scope: 'line',
    description: 'a word forward',
    run: edit('wordRight'),
  },
  {
    action: 'delete-back',
    keys: ['Backspace', 'Ctrl+H'],
    scope: 'line',
    description: 'delete the previous character',
    run: edit('deleteLeft'),
  },
  {
    action: 'delete-forward',
    keys: ['Delete', 'Ctrl+D'],
    scope: 'line',
    description: 'delete the character at the cursor',
    run: edit('deleteRight'),
  },
  {
    action: 'cut-word-back',
    keys: ['Ctrl+W', 'Alt+Backspace', 'Ctrl+Backspace'],
    scope: 'line',
    description: 'cut the previous word',
    run: edit('killWordLeft'),
  },
  {
    action: 'cut-word-forward',
    keys: ['Alt+D', 'Ctrl+Delete'],
    scope: 'line',
    description: 'cut the next word',
    run: edit('killWordRight'),
  },
  {
    action: 'cut-to-start',
    keys: ['Ctrl+U'],
    scope: 'line',
    description: 'cut to the start',
    run: edit('killLeft'),
  },
  {
    action: 'cut-to-end',
    keys: ['Ctrl+K'],
    scope: 'line',
    description: 'cut to the end',
    run: edit('killRight'),
  },
  {
    action: 'paste-cut',
    keys: ['Ctrl+Y'],
    scope: 'line',
    description: 'paste what was cut',
    run: edit('yank'),
  },
  {
    action: 'swap-characters',
    keys: ['Ctrl+T'],
    scope: 'line',
    description: 'swap two characters',
    run: edit('transpose'),
  },
];
