import type { ActionContext, KeyBinding } from '../action-context.ts';
import { chartNumbers, moveInNumbers, tickNumber } from './actions.ts';

const scope = 'numbers';

const moving = (
  action: string,
  keys: readonly string[],
  description: string,
  by: number,
): KeyBinding => ({
  action,
  keys,
  scope,
  description,
  run: (context: ActionContext) => moveInNumbers(context, by),
});

/** The keys of the sheet. */
export const numbersBindings: readonly KeyBinding[] = [
  moving('up', ['Up', 'k'], 'number above', -1),
  moving('down', ['Down', 'j'], 'number below', 1),
  moving('page-up', ['PageUp'], 'ten up', -10),
  moving('page-down', ['PageDown'], 'ten down', 10),
  moving('first', ['Home'], 'first number', -Infinity),
  moving('last', ['End'], 'last number', Infinity),
  {
    action: 'chart',
    keys: ['Enter', 'c'],
    scope,
    description: 'chart what is ticked, or the marked number alone',
    weight: 320,
    hint: 'chart',
    run: chartNumbers,
  },
  {
    action: 'tick',
    keys: ['Space'],
    scope,
    description: 'tick the number, to chart several; or take the tick away',
    weight: 310,
    hint: 'tick several',
    run: tickNumber,
  },
];
