import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeptView } from '../../../source/session/workspace.ts';
import { keepView } from '../../../source/ui/lasting/keep-view.ts';
import { sortBy } from '../../../source/ui/topics/actions.ts';
import { atScreen } from '../../support/at-screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

/** A screen whose view is kept in memory. */
const keeping = (answer?: string) => {
  const person = atScreen({ topics: ['a/b', 'a/c'] });
  const kept: object[] = [];
  const view: KeptView = {
    before: { showsDetails: false },
    keep: (one) => {
      kept.push(one);
      return answer;
    },
  };
  return { person, kept, stop: keepView(person.session, person.store, view) };
};

describe('the view', () => {
  it('is written two seconds after the first of some changes, and at the end', () => {
    const { person, kept, stop } = keeping();
    person.dispatch({ type: 'pane-resized', pane: 'tree', share: 0.3 });
    vi.advanceTimersByTime(1000);
    person.dispatch({ type: 'details-toggled' });
    vi.advanceTimersByTime(999);
    expect(kept).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(kept).toMatchObject([{ sizes: { tree: 0.3 }, showsDetails: false }]);
    person.dispatch({ type: 'details-toggled' });
    stop();
    expect(kept).toMatchObject([{}, { showsDetails: true }]);
    person.dispatch({ type: 'details-toggled' });
    vi.advanceTimersByTime(5000);
    expect(kept).toHaveLength(2);
  });

  it('is written when branches open, rooms unfold or the order changes', () => {
    const { person, kept, stop } = keeping();
    const { tree } = person.session.monitor ?? {};
    const changes = [
      () => sortBy(person.session, 'rate'),
      () => tree?.view.branches.setOpen(tree.find('a') as never, true),
      () => tree?.rooms.setOpen('chat', true),
    ];
    for (const change of changes) {
      change();
      person.session.clock.changedNow('topics');
      vi.advanceTimersByTime(5000);
    }
    expect(kept).toMatchObject([
      { order: 'rate' },
      { order: 'rate', open: ['a'] },
      { order: 'rate', open: ['a'], rooms: ['chat'] },
    ]);
    stop();
    expect(kept).toHaveLength(3);
  });

  it('is not written where nothing of it has changed', () => {
    const { person, kept, stop } = keeping();
    person.type('hello');
    person.session.clock.changedNow('topics');
    vi.advanceTimersByTime(5000);
    stop();
    expect(kept).toEqual([]);
  });

  it('that cannot be written is told of once', () => {
    const { person, stop } = keeping('The disk is full.');
    person.dispatch({ type: 'details-toggled' });
    vi.advanceTimersByTime(2000);
    expect(person.notice()).toBe('The disk is full.');
    person.session.forgetNotice();
    person.dispatch({ type: 'details-toggled' });
    vi.advanceTimersByTime(2000);
    expect(person.notice()).toBeUndefined();
    stop();
  });
});
