import type { KeyBinding } from '../controls.ts';
import { back, moveInTemplates, remove, save, take } from './actions.ts';

/** The keys of the templates. */
export const templatesBindings: readonly KeyBinding[] = [
  {
    keys: ['Up', 'Ctrl+P'],
    where: 'templates',
    does: 'template above',
    run: (c) => moveInTemplates(c, -1),
  },
  {
    keys: ['Down', 'Ctrl+N'],
    where: 'templates',
    does: 'template below',
    run: (c) => moveInTemplates(c, 1),
  },
  { keys: ['PageUp'], where: 'templates', does: 'ten up', run: (c) => moveInTemplates(c, -10) },
  { keys: ['PageDown'], where: 'templates', does: 'ten down', run: (c) => moveInTemplates(c, 10) },
  {
    keys: ['Enter'],
    where: 'templates',
    does: 'take the template into the publish editor',
    hint: 'take',
    run: take,
  },
  {
    keys: ['Ctrl+S'],
    where: 'templates',
    does: 'save the form of the editor under the name that is typed',
    run: save,
  },
  {
    keys: ['Delete'],
    where: 'templates',
    does: 'delete the template that is marked; asks for the key once more',
    run: remove,
  },
  { keys: ['Esc'], where: 'templates', does: 'back to the publish editor', run: back },
];
