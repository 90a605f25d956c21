import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSelection } from '../../../source/ui/topics/change-selection.ts';
import { selectedRow } from '../../../source/ui/topics/tree-list.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { aMessage } from '../../support/messages.ts';

let person: AtScreen;

const hear = (topic: string, payload: string): void => {
  person.session.monitor?.tree.record(aMessage(topic, payload, { receivedAt: Date.now() }));
};

/** The rows of topics, without the border. */
const rows = async (): Promise<string[]> => {
  const screen = await drawScreen(person);
  const width = (screen[0] ?? '').indexOf('╮') + 1;
  return screen
    .slice(
      1,
      screen.findIndex((row) => row.startsWith('╰')),
    )
    .map((row) => row.slice(2, width - 1).trimEnd())
    .filter((row) => row !== '' && !row.startsWith('#'));
};

const shown = async (): Promise<string> => (await rows()).join('\n');

const rowOf = async (name: string): Promise<string> =>
  (await rows()).find((row) => row.includes(name)) ?? '';

const selectTopic = (topic: string): void => {
  changeSelection(person.context, { kind: 'topic', topic });
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  person = atScreen();
  for (const topic of ['site/1/temp', 'site/2/temp']) hear(topic, 'x');
});

afterEach(() => void vi.useRealTimers());

describe('the dot of a parent', () => {
  it('is what its availability says, and all there is to see if nothing else is below', async () => {
    hear('site/2/lamp', '{"state":"ON"}');
    hear('site/2/lamp/availability', 'online');
    hear('site/2/plug/LWT', 'Offline');
    hear('site/2/plug/POWER', 'ON');
    selectTopic('site');
    person.press('Right');
    selectTopic('site/2');
    person.press('Right');
    selectTopic('site/2/lamp');
    expect(await rowOf('lamp')).toMatch(/^ +● lamp/);
    expect(await rowOf('plug')).toMatch(/▸ ○ plug/);
    expect(await shown()).not.toContain('availability');
    person.press('Right');
    expect(await rowOf('lamp')).toMatch(/▾ ● lamp/);
    expect(await rowOf('availability')).toContain('● availability');
    person.press('Left');
    selectTopic('site/2');
    person.press('o');
    expect(await rowOf('lamp')).toMatch(/^ +● lamp/);
    expect(await rowOf('LWT')).toContain('○ LWT');
    hear('site/2/fan/availability', 'online');
    person.press('o');
    hear('site/2/fan', '{"state":"ON"}');
    expect(await rowOf('fan')).toMatch(/^ +● fan/);
    hear('site/2/lamp/availability', 'who knows');
    expect(await rowOf('lamp')).toMatch(/▸ lamp/);
  });
});

describe('levels that share a row', () => {
  const chain = 'hass/sensor/0x17/config';

  beforeEach(() => hear(chain, '{}'));

  it('are told apart from the topic, and come apart by Right, and together by Left', async () => {
    selectTopic(chain);
    expect(await rowOf('hass')).toContain('{}');
    person.press('Right');
    expect(await shown()).toMatch(/▾ hass.*\n +▾ sensor.*\n +▾ 0x17.*\n.* config +\{\}/);
    expect(person.state().selected?.topic).toBe(chain);
    person.press('Left');
    expect(person.state().selected?.topic).toBe('hass/sensor/0x17');
    person.press('Left');
    expect(await shown()).toMatch(/▾ hass.*\n +▾ sensor.*\n +0x17\/config/);
    person.press('Left', 'Left');
    expect(await shown()).toMatch(/▾ hass.*\n +sensor\/0x17\/config/);
    person.press('Left', 'Left');
    expect(await shown()).not.toMatch(/▾ hass/);
    expect(await rowOf('hass')).toContain('{}');
  });

  it('come apart by o, and together by O', async () => {
    selectTopic('hass');
    person.press('o');
    expect(await shown()).toMatch(/▾ hass.*\n +▾ sensor/);
    person.press('O');
    expect(await rowOf('hass')).toContain('{}');
  });

  it('are one row to the selection, whichever of them it is, and to Up and Down', async () => {
    const { session } = person;
    for (const topic of ['hass', 'hass/sensor', chain]) {
      selectTopic(topic);
      expect(selectedRow(session, person.state())?.topic).toBe(chain);
      expect((await drawScreen(person)).filter((row) => row.includes('▌'))).toEqual([
        expect.stringContaining('hass'),
      ]);
      person.press('Down');
      expect(person.state().selected?.topic).toBe('site');
      person.press('Up');
      expect(person.state().selected?.topic).toBe(chain);
    }
  });

  it('step out to the row above them by Left', () => {
    hear('hass/light/0x18/config', '{}');
    selectTopic(chain);
    person.press('Left');
    expect(person.state().selected?.topic).toBe('hass');
  });

  it('stay on the screen with the selection when a sibling comes', async () => {
    for (const node of person.session.monitor?.tree.nodes ?? []) node.isOpen = false;
    changeSelection(person.context, { kind: 'topic', topic: chain });
    hear('hass/light/0x18/config', '{}');
    expect((await drawScreen(person)).filter((row) => row.includes('▌'))).toEqual([
      expect.stringContaining('sensor/0x17'),
    ]);
  });

  it('are found by filters, left out and bookmarked as the topic that ends them', async () => {
    person.session.monitor?.filters.set('0x17', Date.now());
    expect(await rows()).toEqual([expect.stringContaining('hass')]);
    person.session.monitor?.filters.set('', Date.now());
    selectTopic(chain);
    person.press('b');
    expect(await rowOf('hass')).toMatch(/\*/);
    person.press('x');
    expect(person.session.monitor?.filters.excludes).toEqual([`mqtt:${chain}/#`]);
    expect(person.state().selected?.topic).toBe('site');
  });
});
