import type { ActionContext, KeyBinding } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { back, moveInTemplates, openMarked, remove, save } from './actions.ts';

/** Whether the editor's form can be saved. */
const hasForm = (context: ActionContext): boolean =>
  sheetOfKind(context, 'templates')?.from !== undefined;

/** The keys of the templates. */
export const templatesBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'Ctrl+P'],
    scope: 'templates',
    description: 'template above',
    run: (c) => moveInTemplates(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'Ctrl+N'],
    scope: 'templates',
    description: 'template below',
    run: (c) => moveInTemplates(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope: 'templates',
    description: 'ten up',
    run: (c) => moveInTemplates(c, -10),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope: 'templates',
    description: 'ten down',
    run: (c) => moveInTemplates(c, 10),
  },
  {
    action: 'open',
    keys: ['Enter'],
    scope: 'templates',
    description: 'open the template in the publish editor',
    weight: 320,
    hint: 'open',
    run: openMarked,
  },
  {
    action: 'save',
    keys: ['Ctrl+S'],
    scope: 'templates',
    description: 'save the form of the editor under the typed name; asks before it replaces one',
    weight: 310,
    hint: 'save',
    isHintShown: hasForm,
    run: save,
  },
  {
    action: 'delete',
    keys: ['Delete'],
    scope: 'templates',
    description: 'delete the marked template; asks first',
    weight: 300,
    hint: 'delete',
    run: remove,
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope: 'templates',
    description: 'back to the publish editor',
    weight: 400,
    hint: 'back',
    run: back,
  },
];
