import type { KeyBinding } from '../action-context.ts';
import { hasText } from '../keys/key-binding.ts';
import { edit } from './input-actions.ts';

/** Readline's keys, wherever a line is typed. */
export const editBindings: readonly KeyBinding[] = [
  { keys: ['Home', 'Ctrl+A'], scope: 'line', description: 'to the start', run: edit('start') },
  { keys: ['End', 'Ctrl+E'], scope: 'line', description: 'to the end', run: edit('end') },
  { keys: ['Left', 'Ctrl+B'], scope: 'line', description: 'a character back', run: edit('left') },
  { keys: ['Right'], scope: 'line', description: 'a character forward', run: edit('right') },
  {
    keys: ['Ctrl+F'],
    scope: 'line',
    description: 'a character forward, in a line with text',
    isEnabled: hasText,
    run: edit('right'),
  },
  {
    keys: ['Alt+B', 'Ctrl+Left'],
    scope: 'line',
    description: 'a word back',
    run: edit('wordLeft'),
  },
  {
    keys: ['Alt+F', 'Ctrl+Right'],
    scope: 'line',
    description: 'a word forward',
    run: edit('wordRight'),
  },
  {
    keys: ['Backspace', 'Ctrl+H'],
    scope: 'line',
    description: 'delete the previous character',
    run: edit('deleteLeft'),
  },
  {
    keys: ['Delete', 'Ctrl+D'],
    scope: 'line',
    description: 'delete the character at the cursor',
    run: edit('deleteRight'),
  },
  {
    keys: ['Ctrl+W', 'Alt+Backspace', 'Ctrl+Backspace'],
    scope: 'line',
    description: 'cut the previous word',
    run: edit('killWordLeft'),
  },
  {
    keys: ['Alt+D', 'Ctrl+Delete'],
    scope: 'line',
    description: 'cut the next word',
    run: edit('killWordRight'),
  },
  { keys: ['Ctrl+U'], scope: 'line', description: 'cut to the start', run: edit('killLeft') },
  { keys: ['Ctrl+K'], scope: 'line', description: 'cut to the end', run: edit('killRight') },
  { keys: ['Ctrl+Y'], scope: 'line', description: 'paste what was cut', run: edit('yank') },
  { keys: ['Ctrl+T'], scope: 'line', description: 'swap two characters', run: edit('transpose') },
];
