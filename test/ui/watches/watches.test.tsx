import { expect, it, onTestFinished } from 'vitest';
import { startEmbeddedBroker } from '../../../source/mqtt/embedded-broker.ts';
import { openApp } from '../../support/open-app.tsx';
import { openSession } from '../../support/sessions.ts';

const start = async () => {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  const common = { port: broker.port, rooms: ['chat', 'ops'] };
  const alice = openSession({ ...common, nick: 'alice', filters: ['site/#'] });
  const bob = openSession({ ...common, nick: 'bob' });
  await Promise.all([alice.ready(), bob.ready()]);
  const publish = (topic: string, payload: string): Promise<void> =>
    bob.session.publish(topic, payload, { qos: 1, retain: false });
  return { alice, bob, publish };
};

it('what a watch sees stands out in its room, and leads there', async () => {
  const { alice, publish } = await start();
  const screen = openApp(alice.session, { columns: 80, rows: 24 });
  const enter = (text: string): void => {
    screen.type(text);
    screen.press('Enter');
  };
  enter('/watch site/+ > 30');
  await screen.waitFor('Watch 1: site/+ > 30');
  screen.press('Alt+2');
  await screen.waitFor('▌# ops');
  await publish('site/\u202etemperature', '31 \u001b]°C');
  await screen.waitFor(/# chat +1 new, 1 @/);
  await screen.waitFor(/! Watch 1: site\/<U\+202E>temperature = 31 ␛\]°C, now > 30/);
  screen.press('Alt+A');
  await screen.waitFor(/·» Watch 1:/);
  expect(screen.misfits()).toEqual([]);
});

it.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  { columns: 40, rows: 10 },
])('the list of watches fits $columns×$rows and follows what comes', async (size) => {
  const { alice, publish } = await start();
  const screen = openApp(alice.session, size);
  const enter = (text: string): void => {
    screen.type(text);
    screen.press('Enter');
  };
  enter('/watch site/温度/你好世界 .temp > 30');
  enter('/watch $SYS/broker/uptime > 3');
  enter('/watch');
  await screen.waitFor('Watches');
  await screen.waitFor('no value yet');
  await publish('site/温度/你好世界', '{"temp": 31}');
  await screen.waitFor('met, 31 at');
  screen.press('End');
  await screen.waitFor(/no subscription covers/);
  screen.press('Esc');
  await screen.waitUntilGone('Watches');
  expect(screen.misfits()).toEqual([]);
});

it('the list of watches tells silence, and its end', async () => {
  const { alice, publish } = await start();
  const screen = openApp(alice.session, { columns: 80, rows: 24 });
  for (const text of ['/watch site/silent stale 200ms', '/watch']) {
    screen.type(text);
    screen.press('Enter');
  }
  await screen.waitFor('Watches');
  await screen.waitFor('met, silent, at');
  await publish('site/silent', 'on');
  await screen.waitFor(/met, (?:silent, last )?on,? at/);
  expect(screen.misfits()).toEqual([]);
});

it('a shared value arrives in the room that was shown last', async () => {
  const { alice, bob, publish } = await start();
  const screen = openApp(alice.session, { columns: 80, rows: 24 });
  await publish('site/1', '21.5 °C');
  await screen.waitFor('site/1  21.5 °C');
  screen.press('Alt+2');
  await screen.waitFor('▌# ops');
  screen.press('Tab', 'Down');
  await screen.waitFor('publish to site/1');
  screen.press('Shift+Tab');
  screen.type('/share');
  screen.press('Enter');
  await screen.waitFor(/! Said in #ops: site\/1 = 21\.5 °C/);
  const line = await bob.until('the value', () => {
    const { lines } = bob.room('ops');
    const last = lines.at(lines.end - 1);
    return last?.kind === 'said' && last;
  });
  expect([line.user, line.say.replace(/ \(.*/, '')]).toEqual(['alice', 'site/1 = 21.5 °C']);
});
