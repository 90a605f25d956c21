import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConnectionStatus } from '../../../source/mqtt/connection-options.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import type { Hint } from '../../../source/ui/keys/handle-key.ts';
import { noticeTexts } from '../../../source/ui/status/notices.tsx';
import { statusSpans } from '../../../source/ui/status/status-spans.ts';
import { fillRow } from '../../../source/ui/widgets/span.ts';
import { Server, ServerList } from '../../../source/mqtt/server-list.ts';
import { aSession } from '../../support/at-screen.ts';

const hints = [
  ['Tab', 'panes'],
  ['Alt+A', 'next unread'],
  ['F1', 'help'],
] as const;

/** A session of `nick` at 127.0.0.1:1883 whose connections are as told. */
const sessionWith = (status: ConnectionStatus, nick = 'alice'): MqttSession => {
  const session = aSession(undefined);
  session.setNick(nick);
  const server = new Server({ protocol: 'mqtt', host: '127.0.0.1', port: 1883 });
  for (const part of [session.chat, session.monitor])
    if (part !== undefined) Object.assign(part.connection, { status, server });
  return session;
};

const connected: ConnectionStatus = { state: 'connected', protocolVersion: 5 };
const refused: ConnectionStatus = {
  state: 'refused',
  problem: 'Connection refused: not authorized (135)',
  credentials: true,
};

const shown = (
  session: MqttSession,
  width = 120,
  now = 0,
  { isInPane = true, offered = hints }: { isInPane?: boolean; offered?: readonly Hint[] } = {},
): string => {
  const { start, end } = statusSpans(
    { current: session, sessions: [session] },
    { hints: offered, isInPane },
    width,
    {
      wall: now,
      monotonic: now,
    },
  );
  return fillRow(start, end, width)
    .map(({ text }) => text)
    .join('');
};

/** The broker on the status line, with these servers. */
const named = (...hosts: readonly string[]): string => {
  const servers = hosts.map((host) => new Server({ protocol: 'mqtt', host, port: 1883 }));
  const session = aSession(undefined, { name: 'office', server: new ServerList(servers) });
  for (const part of [session.chat, session.monitor])
    if (part !== undefined)
      Object.assign(part.connection, { status: connected, server: servers[0] });
  return shown(session);
};

describe('the status line', () => {
  it.each<readonly [ConnectionStatus, RegExp]>([
    [connected, /^ ● 127\.0\.0\.1:1883 · MQTT 5 · alice /],
    [{ state: 'connected', protocolVersion: 4 }, /· MQTT 3\.1\.1 ·/],
    [{ state: 'connecting', attempt: 1 }, /^ ◌ 127\.0\.0\.1:1883 · connecting …/],
    [{ state: 'connecting', attempt: 3 }, /connecting, attempt 3 …/],
    [{ state: 'waiting', attempt: 2, retryAt: 4000, problem: '' }, /offline · attempt 2 in 4 s/],
    [refused, /^ ✗ .*not connected/],
  ])('tells how the connection is: %j', (status, text) => {
    expect(shown(sessionWith(status))).toMatch(text);
  });

  it('says that there is no presence where the broker keeps nothing, shorter where it is narrow', () => {
    const session = sessionWith(connected);
    const chat = session.chat?.connection;
    if (chat !== undefined) chat.limits = { ...chat.limits, retain: false };
    expect(shown(session)).toContain('· no presence: the broker keeps nothing · alice');
    expect(shown(session, 80)).toMatch(/· no presence (?!:)/);
    expect(shown(sessionWith(connected))).not.toContain('presence');
  });

  it('names the profile; of its several servers, the one in use', () => {
    expect(named('mqtt1')).toMatch(/^ ● office · MQTT 5 /);
    expect(named('mqtt1', 'mqtt2')).toMatch(/^ ● mqtt1:1883 · MQTT 5 /);
  });

  it('tells of the connection that is worse off', () => {
    const session = sessionWith(connected);
    if (session.monitor !== undefined) session.monitor.connection.status = refused;
    expect(shown(session)).toContain('✗');
  });

  it.each([60, 80, 120])('has a blank before the hints while it is offline: %i', (width) => {
    const offline = [
      ['Enter', 'connect now'],
      ['Tab', 'panes'],
      ['F1', 'help'],
    ] as const;
    const waiting = { state: 'waiting', attempt: 12, retryAt: 59_000, problem: '' } as const;
    for (const length of Array.from({ length: 70 }, (_, index) => index)) {
      const session = sessionWith(waiting, 'ben');
      const note = vi.spyOn(session, 'serverNote', 'get');
      // Several servers, or one with a long name.
      note.mockReturnValue('x'.repeat(length));
      expect(shown(session, width, 0, { offered: offline })).toMatch(
        /^ ○ offline .*\S +Enter connect now {2}(?:Tab panes {2})?F1 help *$/,
      );
    }
  });

  it('leaves out who we are rather than cut it', () => {
    const offline = [
      ['Enter', 'connect now'],
      ['F1', 'help'],
    ] as const;
    const waiting = { state: 'waiting', attempt: 4, retryAt: 2000, problem: '' } as const;
    const at = (nick: string): string =>
      shown(sessionWith(waiting, nick), 80, 0, { offered: offline });
    expect(at('a')).toMatch(/127\.0\.0\.1:1883 · a +Enter/);
    expect(at('a longer nick')).toMatch(/127\.0\.0\.1:1883 +Enter/);
  });

  it('never counts below zero', () => {
    const waiting = sessionWith({ state: 'waiting', attempt: 2, retryAt: 0, problem: '' });
    expect(shown(waiting, 120, 60_000)).toContain('in 0 s');
  });

  it('has all hints where there is room, and always the first and the last, for help', () => {
    const session = sessionWith(connected);
    expect(shown(session, 120)).toMatch(/Tab panes {2}Alt\+A next unread {2}F1 help *$/);
    expect(shown(session, 70)).toMatch(/Tab panes {2}Alt\+A next unread {2}F1 help *$/);
    expect(shown(session, 60)).toMatch(/1883 +Tab panes {2}Alt\+A next unread {2}F1 help *$/);
    expect(shown(session, 42)).toMatch(/^ ● +Tab panes {2}F1 help *$/);
  });

  it('drops who we are, then where, for the way out in a pane of 60 columns', () => {
    const inPane = [
      ['Tab', 'panes'],
      ['Ctrl+C', 'quit'],
      ['Ctrl+P', 'find'],
      ['F3', 'broker'],
      ['F1', 'help'],
    ] as const;
    const session = sessionWith(connected);
    expect(shown(session, 60, 0, { offered: inPane })).toMatch(
      /^ ● +Tab panes {2}Ctrl\+C quit {2}Ctrl\+P find {2}F1 help *$/,
    );
    expect(shown(session, 68, 0, { offered: inPane })).toMatch(
      /^ ● 127\.0\.0\.1:1883 +Tab panes {2}Ctrl\+C quit {2}Ctrl\+P find/,
    );
  });

  it('drops who we are, then where, before a hint of a sheet or a question', () => {
    const session = sessionWith(connected);
    expect(shown(session, 60, 0, { isInPane: false })).toMatch(
      /^ ● 127\.0\.0\.1:1883 +Tab panes .*unread .*F1/,
    );
    expect(shown(session, 45, 0, { isInPane: false })).toMatch(
      /^ ● +Tab panes {2}Alt\+A next unread {2}F1/,
    );
    vi.spyOn(session, 'serverNote', 'get').mockReturnValue('demo');
    expect(shown(session, 52, 0, { isInPane: false })).toMatch(
      /^ ● demo +Tab panes {2}Alt\+A next unread {2}F1/,
    );
  });

  it('drops hints before it cuts who we are, in whatever script', () => {
    for (const nick of ['n'.repeat(32), '名'.repeat(16)])
      expect(shown(sessionWith(connected, nick), 80)).toContain(`· ${nick} `);
  });

  it('has exactly its width, whatever the name', () => {
    const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(names, fc.integer({ min: 40, max: 160 }), (nick, width) => {
        expect(widthOf(shown(sessionWith(connected, nick), width))).toBe(width);
      }),
      { numRuns: 200 },
    );
  });
});

const rows = (session: MqttSession, width = 60, room = 9, steady = performance.now()): string[] =>
  noticeTexts(session, width, room, steady).flat();

describe('what must be said', () => {
  it('is the trouble of the connection, then the last notice', () => {
    const session = sessionWith(refused);
    session.notify('Copied.');
    expect(rows(session).map((text) => text.trimEnd())).toEqual([
      'Connection refused: not authorized (135)',
      'Copied.',
    ]);
  });

  it('goes when it has been there for long enough to be read', () => {
    const session = sessionWith(connected);
    session.notify('x'.repeat(100));
    const { at } = session.notice ?? { at: 0 };
    expect(rows(session, 60, 9, at + 10_000)).not.toEqual([]);
    expect(rows(session, 60, 9, at + 12_000)).toEqual([]);
  });

  it('goes in its time and does not pile up, whatever the clock on the wall is set to', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const session = sessionWith(connected);
    for (const text of ['one', 'two', 'three']) {
      session.notify(text);
      vi.advanceTimersByTime(1000);
      vi.setSystemTime(Date.now() - 3_600_000);
    }
    expect(rows(session).map((text) => text.trim())).toEqual(['three']);
    vi.advanceTimersByTime(7000);
    expect(rows(session)).toEqual([]);
  });

  it('says that something is missing where it is cut', () => {
    const session = sessionWith(connected);
    session.notify('A sentence that is too long for the screen. '.repeat(10));
    expect(rows(session, 40).at(-1)?.trimEnd()).toMatch(/…$/);
  });

  it('takes no more room than there is, neither in height nor in width', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(texts, texts, fc.nat(9), (problem, notice, room) => {
        const session = sessionWith({ ...refused, problem });
        session.notify(notice);
        const all = rows(session, 50, room);
        expect(all.length).toBeLessThanOrEqual(room);
        for (const row of all) expect(widthOf(row)).toBeLessThanOrEqual(50);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot bring control characters in', () => {
    const session = sessionWith({ ...refused, problem: 'no\u001b[31m\nred' });
    expect(rows(session).join('')).not.toContain('\u001b');
  });
});
