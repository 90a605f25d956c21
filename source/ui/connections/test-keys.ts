import type { ActionContext, KeyBinding } from '../action-context.ts';
import { isTest, scrollTest, testActions } from './test-actions.ts';

const scope = 'test';

const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 1);

/** The keys of a connection test. */
export const testBindings: readonly KeyBinding[] = [
  {
    action: 'begin',
    keys: ['Enter'],
    scope,
    description: 'begin with the typed password',
    weight: 330,
    hint: 'test',
    isEnabled: isTest('asking'),
    run: testActions.begin,
  },
  {
    action: 'test',
    keys: ['t', 'Ctrl+T'],
    scope,
    description: 'test again',
    weight: 320,
    hint: 'again',
    isEnabled: isTest('over'),
    run: testActions.again,
  },
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'scroll up',
    run: (c) => scrollTest(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'scroll down',
    run: (c) => scrollTest(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'a page up',
    run: (c) => scrollTest(c, -page(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope,
    description: 'a page down',
    run: (c) => scrollTest(c, page(c)),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'to the first step',
    run: (c) => scrollTest(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'to the last step',
    run: (c) => scrollTest(c, Infinity),
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope,
    description: 'stop the test; when it is over, back to where it was begun',
    weight: 400,
    hint: (context) => (isTest('running')(context) ? 'stop' : 'back'),
    run: testActions.back,
  },
];
