import type { ActionContext, KeyBinding } from '../action-context.ts';
import { hasFound, importActions, scrollImport } from './import-actions.ts';

const scope = 'import';

const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of the import. */
export const importBindings: readonly KeyBinding[] = [
  {
    action: 'go',
    keys: ['Enter'],
    scope,
    description: 'look into the file; then write the connections found there',
    weight: 330,
    hint: (context) => (hasFound(context) ? 'save all' : 'look'),
    run: importActions.go,
  },
  {
    action: 'complete',
    keys: ['Tab'],
    scope,
    description: 'complete the path',
    weight: 320,
    hint: 'complete',
    isHintShown: (context) => !hasFound(context),
    run: importActions.complete,
  },
  {
    action: 'complete-back',
    keys: ['Shift+Tab'],
    scope,
    description: 'the path offered before',
    run: importActions.completeBack,
  },
  { action: 'up', keys: ['Up'], scope, description: 'scroll up', run: (c) => scrollImport(c, -1) },
  {
    action: 'down',
    keys: ['Down'],
    scope,
    description: 'scroll down',
    run: (c) => scrollImport(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'a page up',
    run: (c) => scrollImport(c, -page(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope,
    description: 'a page down',
    run: (c) => scrollImport(c, page(c)),
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope,
    description: 'back: to the path, then to the connections',
    weight: 400,
    hint: 'back',
    run: importActions.back,
  },
];
