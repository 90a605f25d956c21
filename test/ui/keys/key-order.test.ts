import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyBinding } from '../../../source/ui/action-context.ts';
import { sectionRows } from '../../../source/ui/help/section-rows.ts';
import { keyHints } from '../../../source/ui/keys/handle-key.ts';
import { tables } from '../../../source/ui/tables.ts';
import { keyTableProblems } from '../../support/key-table-problems.ts';
import { places, pressing } from '../../support/places.ts';

const { keys: keyBindings } = tables;
const allKeys = [...new Set(keyBindings.flatMap(({ keys }) => keys))];

const placeOf = new Map<KeyBinding | undefined, number>(
  keyBindings.map((binding, index) => [binding, index]),
);

/** The table in some other order, by where its rows stood. */
const orders = fc.shuffledSubarray([...keyBindings.keys()], { minLength: keyBindings.length });

const inOrder = (order: readonly number[]): readonly KeyBinding[] =>
  order.map((index) => keyBindings[index]!);

const row = (description: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  action: 'test',
  keys: ['x'],
  scope: 'tree',
  description,
  run: () => undefined,
  ...more,
});

const help = (table: readonly KeyBinding[]): unknown =>
  tables.sections.map((section) => sectionRows({ keys: table }, section));

const isEnabled = (): boolean => true;

describe('the order of the table of keys', () => {
  it('decides neither keys nor hints, wherever they are pressed', () => {
    const people = Object.values(places).map((person) => person());
    const pressed = (table: readonly KeyBinding[]): unknown => {
      const rowIn = pressing(table);
      return people.map((person) => [
        allKeys.map((key) => placeOf.get(rowIn(key, person))),
        keyHints({ ...person.context, tables: { ...tables, keys: table } }),
      ]);
    };
    const asItIs = pressed(keyBindings);
    fc.assert(
      fc.property(orders, (order) => {
        expect(pressed(inOrder(order))).toEqual(asItIs);
      }),
      { numRuns: 5 },
    );
  });

  it('does not decide the help', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(help(inOrder(order))).toEqual(help(keyBindings));
      }),
      { numRuns: 20 },
    );
  });

  it('is not needed: weights decide between the rows of a key, and each has its turn', () => {
    expect(keyTableProblems(keyBindings)).toEqual([]);
  });
});

describe('a table of keys', () => {
  it('is wrong with two rows for one key in one scope of one weight', () => {
    expect(keyTableProblems([row('one', { isEnabled }), row('other', { isEnabled })])).toEqual([
      'x in tree: "other" has the weight of another row, 0',
    ]);
    expect(keyTableProblems([row('one'), row('other', { scope: 'log' })])).toEqual([]);
  });

  it('is wrong with a row behind one that is always enabled', () => {
    const table = [row('light'), row('heavy', { keys: ['y', 'x'], weight: 1 })];
    expect(keyTableProblems(table)).toEqual(['x in tree: "light" is never reached behind "heavy"']);
    expect(keyTableProblems([row('light'), row('heavy', { weight: 1, isEnabled })])).toEqual([]);
  });
});
