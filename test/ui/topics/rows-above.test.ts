import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { clickTree, scrollTree } from '../../../source/ui/topics/actions.ts';
import { shownEntries } from '../../../source/ui/topics/rows-above.ts';
import { selectionIn, treeTop } from '../../../source/ui/topics/pane-list.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { nodeOf } from '../../support/topic-trees.ts';

const topics = ['a', 'b', 'c'].flatMap((house) =>
  [1, 2, 3].flatMap((floor) => [
    `${house}/${floor}`,
    ...[1, 2, 3, 4, 5].map((room) => `${house}/${floor}/${room}`),
  ]),
);

let person: AtScreen;

const height = (): number => person.context.boxes.inside('tree').rows;

/** The rows on the screen: `a/1 …`, with `^` where a branch stays above. */
const shown = (): string[] =>
  shownEntries(
    person.context.workspace,
    person.state(),
    treeTop(person.context, person.state(), height()),
    height(),
  ).map((entry) => `${entry.isAbove ? '^' : ''}${selectionIn(entry)?.topic}`);

beforeEach(() => {
  person = atScreen({ rooms: [], topics, rows: 17 });
  const { monitor } = person.session;
  for (const house of ['a', 'b', 'c'])
    if (monitor !== undefined)
      monitor.tree.view.branches.setOpenBelow(nodeOf(monitor.tree, house), true);
  person.dispatch({ type: 'selection-changed', selection: { kind: 'topic', topic: 'a' } });
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
});

describe('the branches above the first row', () => {
  it('stay on the screen as far as it scrolls, and go with the last row below them', () => {
    expect(shown().slice(0, 4)).toEqual(['a', 'a/1', 'a/1/1', 'a/1/2']);
    scrollTree(person.context, 1);
    expect(shown().slice(0, 4)).toEqual(['^a', '^a/1', 'a/1/2', 'a/1/3']);
    scrollTree(person.context, 3);
    expect(shown().slice(0, 4)).toEqual(['^a', '^a/1', 'a/1/5', 'a/2']);
    scrollTree(person.context, 1);
    expect(shown().slice(0, 4)).toEqual(['^a', '^a/1', 'a/2', 'a/2/1']);
    scrollTree(person.context, 1);
    expect(shown().slice(0, 4)).toEqual(['^a', 'a/2', 'a/2/1', 'a/2/2']);
    scrollTree(person.context, 1);
    expect(shown().slice(0, 4)).toEqual(['^a', '^a/2', 'a/2/2', 'a/2/3']);
    expect(shown()).toHaveLength(height());
  });

  it('are the nearest ones, in a third of the pane at most', () => {
    const deep = Array.from({ length: 12 }, (_, depth) => 'd/'.repeat(depth + 1).slice(0, -1));
    person = atScreen({ rooms: [], topics: [...deep, ...topics], rows: 17 });
    const { monitor } = person.session;
    if (monitor !== undefined)
      monitor.tree.view.branches.setOpenBelow(nodeOf(monitor.tree, 'd'), true);
    person.dispatch({
      type: 'selection-changed',
      selection: { kind: 'topic', topic: deep[11] ?? '' },
    });
    const above = shown().filter((row) => row.startsWith('^'));
    expect(above.length).toBe(Math.floor(height() / 3));
    expect(above.at(-1)).toBe(`^${deep[deep.indexOf(shown()[above.length] ?? '') - 1]}`);
  });

  it('never cover the selection, wherever it goes', () => {
    const keys = fc.array(
      fc.constantFrom('Up', 'Down', 'End', 'Home', 'Ctrl+U', 'Ctrl+D', 'Left', 'Right'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(keys, (pressed) => {
        person.press('Home');
        for (const key of pressed) {
          person.press(key);
          expect(shown().filter((row) => row === person.state().selected?.topic)).toHaveLength(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are clicked like any row, which brings them back', () => {
    scrollTree(person.context, 4);
    expect(shown().slice(0, 2)).toEqual(['^a', '^a/1']);
    clickTree(person.context, 1);
    expect(person.state().selected?.topic).toBe('a/1');
    expect(shown().slice(0, 3)).toEqual(['a', 'a/1', 'a/1/1']);
    clickTree(person.context, 1);
    expect(shown().slice(0, 3)).toEqual(['a', 'a/1', 'a/2']);
  });
});
