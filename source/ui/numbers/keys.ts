import type { ActionContext, KeyBinding } from '../action-context.ts';
import { chartNumbers, moveInNumbers, tickNumber } from './actions.ts';

const scope = 'numbers';

const moving = (keys: readonly string[], description: string, by: number): KeyBinding => ({
  keys,
  scope,
  description,
  run: (context: ActionContext) => moveInNumbers(context, by),
});

/** The keys of the sheet. */
export const numbersBindings: readonly KeyBinding[] = [
  moving(['Up', 'k'], 'number above', -1),
  moving(['Down', 'j'], 'number below', 1),
  moving(['PageUp'], 'ten up', -10),
  moving(['PageDown'], 'ten down', 10),
  moving(['Home'], 'first number', -Infinity),
  moving(['End'], 'last number', Infinity),
  {
    keys: ['Enter', 'c'],
    scope,
    description: 'chart what is ticked, or the marked number alone',
    weight: 320,
    hint: 'chart',
    run: chartNumbers,
  },
  {
    keys: ['Space'],
    scope,
    description: 'tick the number, to chart several; or take the tick away',
    weight: 310,
    hint: 'tick several',
    run: tickNumber,
  },
];
