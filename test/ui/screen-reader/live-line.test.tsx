import { expect, it } from 'vitest';
import { LiveLine } from '../../../source/ui/screen-reader/live-line.tsx';
import { atScreen } from '../../support/at-screen.ts';
import { drawPart } from '../../support/draw-part.tsx';
import { goTo } from '../../support/in-chart.ts';
import { aMessage } from '../../support/messages.ts';

it('the live line names what is selected, and stays as it is while messages come', () => {
  const person = atScreen({ topics: ['garden', 'site', 'site/lamp'] });
  const { monitor, chat } = person.session;
  const live = (): string[] => drawPart(person, <LiveLine />, { columns: 60, rows: 1 });
  for (const [topic, name] of [
    ['garden', 'topic garden'],
    ['site', 'branch closed site'],
  ] as const) {
    goTo(person, topic);
    expect(live()).toEqual([name]);
    monitor?.tree.record(aMessage(topic, '22 °C', { receivedAt: Date.now() }));
    expect(live()).toEqual([name]);
  }
  person.press('Right');
  expect(live()).toEqual(['branch open site']);
  person.dispatch({ type: 'selection-changed', selection: { kind: 'room', topic: 'chat' } });
  chat?.rooms.get('chat')?.receive({ user: 'bob', say: 'hello' }, 0);
  expect(live()).toEqual(['room #chat']);
});
