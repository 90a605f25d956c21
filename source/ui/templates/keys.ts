import type { KeyBinding } from '../action-context.ts';
import { back, moveInTemplates, openMarked, remove, save } from './actions.ts';

/** The keys of the templates. */
export const templatesBindings: readonly KeyBinding[] = [
  {
    keys: ['Up', 'Ctrl+P'],
    scope: 'templates',
    description: 'template above',
    run: (c) => moveInTemplates(c, -1),
  },
  {
    keys: ['Down', 'Ctrl+N'],
    scope: 'templates',
    description: 'template below',
    run: (c) => moveInTemplates(c, 1),
  },
  {
    keys: ['PageUp'],
    scope: 'templates',
    description: 'ten up',
    run: (c) => moveInTemplates(c, -10),
  },
  {
    keys: ['PageDown'],
    scope: 'templates',
    description: 'ten down',
    run: (c) => moveInTemplates(c, 10),
  },
  {
    keys: ['Enter'],
    scope: 'templates',
    description: 'open the template in the publish editor',
    weight: 300,
    hint: 'take',
    run: openMarked,
  },
  {
    keys: ['Ctrl+S'],
    scope: 'templates',
    description: 'save the form of the editor under the typed name; asks before it replaces one',
    run: save,
  },
  {
    keys: ['Delete'],
    scope: 'templates',
    description: 'delete the marked template; asks first',
    run: remove,
  },
  { keys: ['Esc'], scope: 'templates', description: 'back to the publish editor', run: back },
];
