import { edit } from '../input/input-actions.ts';
import { hasText } from './key-binding.ts';
import type { KeyBinding } from '../controls.ts';

/** Readline's keys, wherever a line is typed. */
export const editBindings: readonly KeyBinding[] = [
  { keys: ['Ctrl+A', 'Home'], where: 'line', does: 'to the start', run: edit('start') },
  { keys: ['Ctrl+E', 'End'], where: 'line', does: 'to the end', run: edit('end') },
  { keys: ['Ctrl+B', 'Left'], where: 'line', does: 'a character back', run: edit('left') },
  { keys: ['Right'], where: 'line', does: 'a character forward', run: edit('right') },
  {
    keys: ['Ctrl+F'],
    where: 'line',
    does: 'a character forward, in a line with text',
    when: hasText,
    run: edit('right'),
  },
  { keys: ['Alt+B', 'Ctrl+Left'], where: 'line', does: 'a word back', run: edit('wordLeft') },
  { keys: ['Alt+F', 'Ctrl+Right'], where: 'line', does: 'a word forward', run: edit('wordRight') },
  {
    keys: ['Backspace', 'Ctrl+H'],
    where: 'line',
    does: 'delete the character before',
    run: edit('deleteLeft'),
  },
  {
    keys: ['Delete', 'Ctrl+D'],
    where: 'line',
    does: 'delete the character here',
    run: edit('deleteRight'),
  },
  {
    keys: ['Ctrl+W', 'Alt+Backspace'],
    where: 'line',
    does: 'cut the word before',
    run: edit('killWordLeft'),
  },
  { keys: ['Alt+D'], where: 'line', does: 'cut the word behind', run: edit('killWordRight') },
  { keys: ['Ctrl+U'], where: 'line', does: 'cut to the start', run: edit('killLeft') },
  { keys: ['Ctrl+K'], where: 'line', does: 'cut to the end', run: edit('killRight') },
  { keys: ['Ctrl+Y'], where: 'line', does: 'paste what was cut', run: edit('yank') },
  { keys: ['Ctrl+T'], where: 'line', does: 'swap two characters', run: edit('transpose') },
];
