import type { ActionContext, KeyBinding } from '../action-context.ts';
import { hasFound, importActions, scrollImport } from './import-actions.ts';

const scope = 'import';

const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of the import. */
export const importBindings: readonly KeyBinding[] = [
  {
    keys: ['Enter'],
    scope,
    description: 'look into the file; then write the connections found there',
    weight: 330,
    hint: (context) => (hasFound(context) ? 'save all' : 'look'),
    run: importActions.go,
  },
  {
    keys: ['Tab'],
    scope,
    description: 'complete the path',
    weight: 320,
    hint: 'complete',
    isHintShown: (context) => !hasFound(context),
    run: importActions.complete,
  },
  {
    keys: ['Shift+Tab'],
    scope,
    description: 'the path offered before',
    run: importActions.completeBack,
  },
  { keys: ['Up'], scope, description: 'scroll up', run: (c) => scrollImport(c, -1) },
  { keys: ['Down'], scope, description: 'scroll down', run: (c) => scrollImport(c, 1) },
  { keys: ['PageUp'], scope, description: 'a page up', run: (c) => scrollImport(c, -page(c)) },
  { keys: ['PageDown'], scope, description: 'a page down', run: (c) => scrollImport(c, page(c)) },
  {
    keys: ['Esc'],
    scope,
    description: 'back: to the path, then to the connections',
    weight: 400,
    hint: 'back',
    run: importActions.back,
  },
];
