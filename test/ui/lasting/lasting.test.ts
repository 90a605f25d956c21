import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseValuePath, memberSegments } from '../../../source/payload/value-path.ts';
import { readStates, statesText } from '../../../source/payload/state-words.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { lastingView, mostBranches } from '../../../source/ui/lasting/lasting-view.ts';
import { readView } from '../../../source/ui/lasting/read-view.ts';
import { restore } from '../../../source/ui/lasting/restore.ts';
import { sortBy } from '../../../source/ui/topics/actions.ts';
import { treeEntries } from '../../../source/ui/topics/tree-list.ts';
import { aSession, type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

/** What is written to the disk and read again. */
const overDisk = ({ session, state }: AtScreen): unknown =>
  JSON.parse(JSON.stringify(lastingView(session, state())));

const say = ({ monitor }: MqttSession, ...topics: readonly string[]): void => {
  for (const topic of topics) monitor?.tree.record(aMessage(topic, '{"a": {"b c": 1}}'));
};

/** The next start on the same broker, before anything has arrived. */
const nextStart = (kept: unknown): AtScreen => {
  const person = atScreen({ session: aSession(undefined, { rooms: ['chat', 'ops'] }) });
  restore(person.session, person.store, readView(kept));
  return person;
};

const rows = ({ session }: AtScreen): string[] =>
  treeEntries(session, 0, 100).map((entry) =>
    entry.kind === 'room' ? `# ${entry.room.topic}` : entry.node.topic,
  );

const topics = ['site/1/temp', 'site/1/door', 'site/2/temp', 'alone/in/there', 'z'];

describe('the next start', () => {
  it('has the same branches open, whenever they appear, and the same levels split', () => {
    const person = atScreen({ rooms: ['chat', 'ops'], topics });
    const { branches } = person.session.monitor?.tree.view ?? {};
    const find = (topic: string) => person.session.monitor?.tree.find(topic);
    for (const topic of ['site', 'site/1']) branches?.setOpen(find(topic) as never, true);
    branches?.split(find('alone/in/there') as never);
    const before = rows(person);
    expect(before).toContain('site/1/door');
    expect(before).toContain('alone/in');
    const next = nextStart(overDisk(person));
    say(next.session, 'z', 'alone/in/there', 'site/2/temp', 'site/1/temp');
    expect(rows(next)).not.toContain('site/1/door');
    say(next.session, 'site/1/door');
    expect(rows(next)).toEqual(before);
  });

  it('leaves closed what was closed after it had been open', () => {
    const person = atScreen({ topics });
    const { tree } = person.session.monitor ?? {};
    const site = tree?.find('site');
    if (site === undefined) throw new Error('no site');
    tree?.view.branches.setOpen(site, true);
    const next = nextStart(overDisk(person));
    say(next.session, ...topics);
    const again = next.session.monitor?.tree;
    again?.view.branches.setOpen(again.find('site') as never, false);
    const last = nextStart(overDisk(next));
    say(last.session, ...topics);
    expect(rows(last)).not.toContain('site/1');
  });

  it('has the order, the rooms that are unfolded, sizes, details, people, and the chart', () => {
    const person = atScreen({ rooms: ['chat', 'ops'], topics });
    sortBy(person.session, 'rate');
    person.session.monitor?.tree.rooms.setOpen('ops', true);
    person.dispatch({ type: 'details-toggled' });
    person.dispatch({ type: 'people-toggled' });
    person.dispatch({ type: 'pane-resized', pane: 'tree', share: 0.25 });
    const chart = {
      isShown: true,
      series: [
        { topic: 'site/1/temp', path: ['.a', '["b c"]'] },
        { topic: 'door', path: [], states: readStates('open=1,ajar=0.5,Shut=0') as never },
      ],
      chosen: 1,
      span: 60_000,
      end: undefined,
      isStacked: true,
    };
    person.dispatch({ type: 'chart-changed', chart: { ...chart, end: 123 } });
    const next = nextStart(overDisk(person));
    const { showsDetails, showsPeople, sizes, chart: again } = next.state();
    expect({ showsDetails, showsPeople, sizes }).toEqual({
      showsDetails: false,
      showsPeople: false,
      sizes: { tree: 0.25 },
    });
    expect(again).toEqual(chart);
    expect(next.session.monitor?.tree.view.order).toBe('rate');
    expect(next.session.monitor?.tree.rooms.isOpen('ops')).toBe(true);
  });

  it('without the tree or the chat leaves theirs for another time', () => {
    const person = atScreen({ topics });
    sortBy(person.session, 'count');
    const kept = readView(overDisk(person));
    const chatOnly = atScreen({ session: aSession(undefined, { monitor: undefined as never }) });
    restore(chatOnly.session, chatOnly.store, kept);
    expect(lastingView(chatOnly.session, chatOnly.state(), kept)).toMatchObject({ order: 'count' });
  });
});

describe('what is kept', () => {
  it('is bounded, whatever the names', () => {
    const person = atScreen();
    const { tree } = person.session.monitor ?? {};
    for (let index = 0; index < 2000; index += 1) {
      say(person.session, `branch ${index}/${'x'.repeat(3000)}/y`, `branch ${index}/z`);
      tree?.view.branches.setOpen(tree.find(`branch ${index}`) as never, true);
      tree?.view.branches.setOpen(tree.find(`branch ${index}/${'x'.repeat(3000)}`) as never, true);
    }
    const view = lastingView(person.session, person.state());
    expect(view.open?.length).toBe(mostBranches);
    expect(JSON.stringify(view).length).toBeLessThan(30_000);
    say(person.session, 't'.repeat(5000));
    person.dispatch({
      type: 'selection-changed',
      selection: { kind: 'topic', topic: 't'.repeat(5000) },
    });
    expect(lastingView(person.session, person.state()).selected).toBeUndefined();
  });

  it('keeps branches that are there rather than those that were not seen', () => {
    const old = Array.from({ length: mostBranches }, (_, index) => `old ${index}`);
    const person = nextStart({ open: old });
    say(person.session, 'new/1/a', 'new/1/b', 'new/2');
    const { tree } = person.session.monitor ?? {};
    tree?.view.branches.setOpen(tree.find('new') as never, true);
    expect(lastingView(person.session, person.state()).open?.slice(0, 2)).toEqual(['new', 'old 0']);
  });

  it('is read whatever somebody has written there', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            order: fc.jsonValue(),
            open: fc.jsonValue(),
            split: fc.jsonValue(),
            rooms: fc.jsonValue(),
            selected: fc.oneof(
              fc.jsonValue(),
              fc.record({ kind: fc.constant('room'), topic: fc.jsonValue() }),
            ),
            showsDetails: fc.jsonValue(),
            sizes: fc.oneof(
              fc.jsonValue(),
              fc.record({ tree: fc.jsonValue(), details: fc.jsonValue() }),
            ),
            chart: fc.oneof(
              fc.jsonValue(),
              fc.record({
                series: fc.array(
                  fc.oneof(
                    fc.jsonValue(),
                    fc.record({ topic: fc.string(), path: fc.string(), states: fc.string() }),
                  ),
                ),
                chosen: fc.jsonValue(),
                span: fc.jsonValue(),
                isShown: fc.jsonValue(),
              }),
            ),
          }),
        ),
        (found) => {
          const person = nextStart(found);
          const { chart, sizes } = person.state();
          expect(chart.series.length).toBeLessThanOrEqual(6);
          expect(chart.series.length === 0 ? 0 : chart.chosen).toBeLessThan(
            Math.max(1, chart.series.length),
          );
          for (const share of Object.values(sizes)) expect(share > 0 && share < 1).toBe(true);
          expect(readView(overDisk(person))).toEqual(
            readView(overDisk(nextStart(overDisk(person)))),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has paths and words as they are typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        const path = memberSegments(keys);
        expect(parseValuePath(path.join(''))).toEqual(path);
      }),
    );
    for (const typed of ['ON=1,OFF=0', '"a, b"=2,c=-0.5,d=2', 'x=1e-9']) {
      const states = readStates(typed);
      if (typeof states === 'string') throw new Error(states);
      expect(readStates(statesText(states))).toEqual(states);
    }
  });
});
