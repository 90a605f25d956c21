import { describe, expect, it } from 'vitest';
import { prepareFrame } from '../../source/session/prepare-frame.ts';
import { aSession } from '../support/at-screen.ts';
import { aMessage } from '../support/messages.ts';

const now = 1_000_000;
const moment = { wall: now, monotonic: 0 };

describe('the preparing of a frame', () => {
  it('notes what is new in every frame', () => {
    const session = aSession(undefined);
    const { tree } = session.monitor ?? {};
    prepareFrame(session, new Set(['conversation']), { ...moment, wall: now - 5000 });
    const node = tree?.record(aMessage('site/lamp', 'on', { receivedAt: now }));
    prepareFrame(session, new Set(['conversation']), moment);
    expect(tree?.recency.isWithin(node?.latest ?? 0, 2000, now)).toBe(true);
    expect(tree?.recency.isWithin(node?.latest ?? 0, 2000, now + 3000)).toBe(false);
  });

  it('tries a filter that goes by the time again, in a frame of the tree', () => {
    const session = aSession(undefined);
    const { tree, filters } = session.monitor ?? {};
    tree?.record(aMessage('site/lamp', 'on', { receivedAt: now }));
    filters?.set('changed:30s', now);
    const rows = (): number | undefined => tree?.view.rows(0, 9).length;
    expect(rows()).toBe(1);
    prepareFrame(session, new Set(['conversation']), { ...moment, wall: now + 60_000 });
    expect(rows()).toBe(1);
    prepareFrame(session, new Set(['topics']), { ...moment, wall: now + 60_000 });
    expect(rows()).toBe(0);
  });

  it('has nothing to do where nothing is watched', () => {
    expect(() => prepareFrame({ monitor: undefined }, new Set(['topics']), moment)).not.toThrow();
  });
});
