import { beforeEach, describe, expect, it } from 'vitest';
import type { MqttSession } from '../../../source/session/session.ts';
import { runCommand } from '../../../source/ui/commands/run-command.ts';
import { aSession, type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp, type Size } from '../../support/open-app.tsx';

const now = Date.now();

/** Records messages as if they had come, and lets the devices be found. */
const hear = (session: MqttSession, ...messages: readonly (readonly [string, unknown])[]): void => {
  const { monitor } = session;
  if (monitor === undefined) throw new Error('nothing is watched');
  for (const [topic, payload] of messages) {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const node = monitor.tree.record(aMessage(topic, text, { retain: true, receivedAt: now }));
    if (node !== undefined) monitor.devices.record(node);
  }
  while (monitor.devices.isBusy) monitor.devices.workOn();
  session.clock.changed('work');
};

const house = [
  ['zigbee2mqtt/bridge/state', { state: 'online' }],
  ['zigbee2mqtt/keuken/lamp/availability', { state: 'online' }],
  ['zigbee2mqtt/门/availability', { state: 'offline' }],
  ['homie/mailbox/$state', 'sleeping'],
  ['homie/pump/$state', 'lost'],
  ['tele/\u001b[31mred/LWT', 'Online'],
  ['homeassistant/sensor/x/config', { name: 'jinja', avty: [{ t: 'x', val_tpl: '{{ 1 }}' }] }],
  ['x', 'online'],
] as const;

describe.each<Size>([
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
])('the list of devices, $columns×$rows', ({ columns, rows }) => {
  it('lists them with mark, state and time, offline first', async () => {
    const session = aSession(undefined);
    session.setNick('me');
    hear(session, ...house);
    const app = openApp(session, { columns, rows });
    app.type('/devices');
    app.press('Enter');
    const screen = await app.waitFor('Devices');
    expect(screen.join('\n')).toContain('7 devices: 2 offline, 1 unknown, 1 asleep, 3 online');
    const listed = screen.flatMap(
      (line) => /│ [▸ ] ([○?◌●] .*?) {2,}(\w.*?) {2,}/.exec(line)?.slice(1, 3).join(' = ') ?? [],
    );
    expect(listed.map((line) => line.replace(/ before .*/, ''))).toEqual([
      '○ pump = offline, lost',
      '○ 门 = offline',
      '? jinja = unknown, template',
      '◌ mailbox = asleep',
      '● ␛[31mred = online',
      '● keuken/lamp = online',
      '● zigbee2mqtt (bridge) = online',
    ]);
    expect(screen.join('\n')).toMatch(
      columns === 80 ? /pump .*before \d\d:\d\d +│/ : /pump .*before \d\d:\d\d +Homie +│/,
    );
    expect(app.misfits()).toEqual([]);
    app.press('Esc');
    await app.waitUntilGone('7 devices');
  });

  it('scrolls through thousands, and formats only what is seen', async () => {
    const session = aSession(undefined);
    session.setNick('me');
    hear(
      session,
      ...Array.from(
        { length: 5000 },
        (_, index) => [`tele/d${String(index).padStart(4, '0')}/LWT`, 'Online'] as const,
      ),
    );
    const app = openApp(session, { columns, rows });
    app.type('/devices');
    app.press('Enter');
    await app.waitFor('5,000 devices: 5,000 online');
    await app.waitFor('● d0000');
    app.press('PageDown', 'PageDown');
    await app.waitFor((lines) => !lines.join('\n').includes('d0000'));
    for (let page = 0; page < 10; page += 1) app.press('PageDown');
    await app.waitFor(/● d0[1-9]\d\d/);
    expect(app.misfits()).toEqual([]);
  });
});

it.each<Size>([
  { columns: 60, rows: 15 },
  { columns: 40, rows: 10 },
])('the list of devices shows name and state on $columns×$rows', async ({ columns, rows }) => {
  const session = aSession(undefined);
  session.setNick('me');
  hear(session, ...house);
  const app = openApp(session, { columns, rows });
  app.type('/devices');
  app.press('Enter');
  await app.waitFor(/○ pump +offline, lost/);
  expect(app.misfits()).toEqual([]);
});

it('Enter goes from a device to the branch on which it publishes', () => {
  const person = atScreen();
  hear(person.session, ...house);
  runCommand(person.context, '/devices');
  person.press('End', 'Up', 'Enter');
  expect(person.state().sheet).toBeUndefined();
  expect(person.state().selected).toEqual({ kind: 'topic', topic: 'zigbee2mqtt/keuken/lamp' });
  expect(person.state().focus).toBe('tree');
});

it('the mark stays on its device when others come before it', async () => {
  const person = atScreen();
  hear(person.session, ...house);
  runCommand(person.context, '/devices');
  person.press('Down');
  hear(person.session, ['tele/attic/LWT', 'Offline']);
  person.press('Enter');
  expect(person.state().selected).toEqual({ kind: 'topic', topic: 'zigbee2mqtt/门' });
});

describe('devices among the people', () => {
  let person: AtScreen;
  beforeEach(() => {
    person = atScreen();
    person.session.setNick('me');
  });
  const told = (): string[] => {
    const lines = person.session.chat?.rooms.get('chat')?.lines;
    return Array.from({ length: lines?.length ?? 0 }, (_, index) => {
      const line = lines?.at(lines.first + index);
      return line?.kind === 'event' ? line.text : '';
    });
  };

  it('are told by /names only when asked for', () => {
    hear(person.session, ...house);
    runCommand(person.context, '/names');
    expect(told().join('\n')).not.toContain('device');
    runCommand(person.context, '/devices on');
    runCommand(person.context, '/names');
    expect(told().at(-1)).toBe(
      '7 devices: 2 offline, 1 unknown, 1 asleep, 3 online. Offline: pump, 门',
    );
    runCommand(person.context, '/devices off');
    runCommand(person.context, '/names');
    expect(told().at(-1)).not.toContain('device');
  });

  it('refuse what is neither on nor off', () => {
    expect(runCommand(person.context, '/devices maybe')).toContain('not "maybe"');
    expect(person.state().reading).toBeUndefined();
  });

  it('stand in a section of their own beside the log, with a mark and a count of their own', async () => {
    const session = aSession(undefined);
    session.setNick('me');
    session.chat?.rooms.get('chat')?.people.spoke('alice', now);
    hear(session, ...house);
    const app = openApp(session);
    await app.waitFor('alice');
    expect(app.text()).not.toMatch(/│ ○ pump +│$/m);
    app.type('/devices on');
    app.press('Enter');
    const screen = await app.waitFor(/│ ○ pump +│$/m);
    const text = screen.join('\n');
    expect(text).toMatch(/│ alice +│\n.*│ ── 7 devices 2○ ─+ │\n.*│ ○ pump +│\n.*│ ○ 门 +│/);
    expect(text).toContain('1 person');
    app.type('/devices off');
    app.press('Enter');
    await app.waitUntilGone(/│ ○ pump +│$/m);
    expect(app.misfits()).toEqual([]);
  });

  it('leave most of the list to the people, and count what has no room', async () => {
    const session = aSession(undefined);
    session.setNick('me');
    for (let index = 10; index < 60; index += 1)
      session.chat?.rooms.get('chat')?.people.spoke(`person${index}`, now);
    hear(
      session,
      ...Array.from({ length: 50 }, (_, index) => [`tele/d${index}/LWT`, 'Offline'] as const),
    );
    const app = openApp(session);
    app.type('/devices on');
    app.press('Enter');
    const screen = await app.waitFor('── 50 devices 50○');
    const seen = screen.filter((line) => /│ (?:○ d|person)\d+ +│$/.test(line)).length;
    expect(screen.join('\n')).toContain(` ${100 - seen} more `);
    expect(screen.filter((line) => /│ person\d+ +│$/.test(line)).length).toBeGreaterThan(15);
    expect(screen.filter((line) => /│ ○ d\d+ +│$/.test(line)).length).toBeGreaterThan(8);
  });
});

describe('/devices', () => {
  it('says what is not watched', async () => {
    const session = aSession(undefined, {
      monitor: {
        filters: ['tele/#'],
        qos: 0,
        limits: { history: 9, memory: 1e8, topics: 1000, payload: 65_536 },
      },
    });
    session.setNick('me');
    const app = openApp(session, { columns: 80, rows: 24 });
    app.type('/devices');
    app.press('Enter');
    const text = (await app.waitFor('No device has published'))
      .join(' ')
      .replaceAll(/[│\s]+/g, ' ');
    expect(text).toContain(
      'Common device topics that are not watched: Home Assistant (/sub homeassistant/#), Zigbee2MQTT (/sub zigbee2mqtt/#), Homie (/sub homie/#).',
    );
    expect(app.misfits()).toEqual([]);
  });

  it('says when nothing is watched at all', () => {
    const session = aSession(undefined, { monitor: undefined as never });
    const person = atScreen({ session });
    expect(runCommand(person.context, '/devices')).toMatch(/--no-monitor/);
  });
});
