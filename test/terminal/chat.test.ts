/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { enter, join, line } from './program.ts';

describeWith(peersMissing, 'chat on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('says what is typed, acknowledged by the broker, as JSON that others read', async () => {
    const room = await subscribe(broker, 'chat');
    const started = Date.now();
    const alice = await join(broker, 'alice');
    enter(alice, '你好');
    await alice.waitFor(line('alice', '你好', '✓'));

    const payload = await room.waitFor((text) => text.includes('你好'));
    const sent = JSON.parse(payload) as { id: string; at: number; key: string; sig: string };
    const { id, at, key, sig } = sent;
    expect(payload).toBe(
      JSON.stringify({ user: 'alice', say: '你好', id, at, key, sig, temporary: true }),
    );
    expect([key, sig].map((text) => text.length)).toEqual([43, 86]);
    expect(id).toMatch(/^.{1,64}$/);
    expect(at).toBeGreaterThanOrEqual(started);
    expect(at).toBeLessThanOrEqual(Date.now());

    // The echo of our own words is no second line.
    enter(alice, 'end');
    await alice.waitFor(line('alice', 'end', '✓'));
    expect(alice.text().split('你好')).toHaveLength(2);
    const said = room.payloads.map((text) => (JSON.parse(text) as { say: string }).say);
    expect(said.filter((say) => say !== 'end')).toEqual(['Hello,anyone!', '你好']);
  });

  it('shows what scripts say, with and without escapes', async () => {
    const alice = await join(broker, 'alice');
    await publish(broker, 'chat', String.raw`{"user": "bob", "say": "\u4f60\u597d, alice"}`);
    await alice.waitFor(line('bob', '你好, alice'));
    await publish(broker, 'chat', '{"user":"小红","say":"早上好 🌞"}');
    await alice.waitFor(line('小红', '早上好 🌞'));
    await publish(broker, 'chat', '{"user":"bob","say":"waves","kind":"action"}');
    await alice.waitFor(/\* {2}bob waves/);
    await waitForWholePanes(alice);
  });

  it('marks what is no chat message, and shows it raw', async () => {
    const alice = await join(broker, 'alice');
    await publish(broker, 'chat', 'just text');
    await alice.waitFor(/\? {2}raw, 9 B: just text/);
    await publish(broker, 'chat', Uint8Array.of(0xff, 0xfe, 0, 1));
    await alice.waitFor(/\? {2}raw, 4 B: 0x ff fe 00 01/);
    await publish(broker, 'chat', '');
    await alice.waitFor(/\? {2}raw, 0 B: \(empty\)/);
    await waitForWholePanes(alice);
  });

  it('has the real cursor where the text is', async () => {
    const alice = await join(broker, 'alice');
    const row = alice.screen().findIndex((text) => text.startsWith('│ › '));
    const start = 4;
    expect(alice.cursor()).toEqual({ x: start, y: row, visible: true });

    alice.type('ab你好');
    await alice.waitFor('› ab你好');
    expect(alice.cursor()).toEqual({ x: start + 6, y: row, visible: true });

    alice.press('Left', 'Left', 'Left');
    await alice.waitFor(() => alice.cursor().x === start + 1);
    alice.type('🎈');
    await alice.waitFor('› a🎈b你好');
    expect(alice.cursor()).toEqual({ x: start + 3, y: row, visible: true });
    expect(alice.cell(start + 3, row).char).toBe('b');

    alice.press('Right', 'Right');
    await alice.waitFor(() => alice.cursor().x === start + 6);
    expect(alice.cell(start + 6, row).char).toBe('好');

    alice.press('Backspace');
    await alice.waitFor('› a🎈b好');
    expect(alice.cursor()).toEqual({ x: start + 4, y: row, visible: true });

    alice.press('Ctrl+A');
    await alice.waitFor(() => alice.cursor().x === start);
    // One character each, of several code points.
    alice.type('👨‍👩‍👧e\u0301');
    await alice.waitFor('› 👨‍👩‍👧e\u0301a🎈b好');
    expect(alice.cursor()).toEqual({ x: start + 3, y: row, visible: true });

    alice.press('Ctrl+E');
    await alice.waitFor(() => alice.cursor().x === start + 9);
    alice.press('Enter');
    await alice.waitFor(line('alice', '👨‍👩‍👧e\u0301a🎈b好', '✓'));
    expect(alice.cursor()).toEqual({ x: start, y: row, visible: true });
    await waitForWholePanes(alice);
  });

  it('keeps the cursor with the text when a line is longer than the box', async () => {
    const alice = await join(broker, 'alice', { columns: 60, rows: 15 });
    const text = '一二三四五六七八九十'.repeat(4);
    alice.type(text);
    await alice.waitFor('九十 ');
    const { x, y, visible } = alice.cursor();
    expect(visible).toBe(true);
    expect(alice.cell(x - 2, y).char).toBe('十');
    expect(alice.cell(x, y).char).toBe(' ');
    await waitForWholePanes(alice);
    alice.press('Home');
    await alice.waitFor(() => alice.cursor().x === 4);
    expect(alice.cell(alice.cursor().x, alice.cursor().y).char).toBe('一');
    await waitForWholePanes(alice);
  });

  it('asks before it takes a paste of several lines, and says how many there are', async () => {
    const room = await subscribe(broker, 'chat');
    const alice = await join(broker, 'alice');
    alice.paste('one\ntwo\nthree');
    await alice.waitFor('Paste 3 lines');
    alice.press('Escape');
    await alice.waitUntilGone('Paste 3 lines');
    await alice.waitFor('│ › Say something');

    alice.paste('one\r\n\u001b[31mtwo\u0007\r\nthree\r\nfour\r\n');
    await alice.waitFor('Paste 4 lines');
    await waitForWholePanes(alice);
    alice.press('Enter');
    await alice.waitFor('│ › one ');
    await alice.waitFor('│   four ');
    expect(room.payloads).toHaveLength(1);
    await waitForWholePanes(alice);

    alice.press('Enter');
    const payload = await room.waitFor((text) => text.includes('four'));
    expect((JSON.parse(payload) as { say: string }).say.split('\n')).toHaveLength(4);
    await alice.waitFor(line('alice', 'one', '✓'));
    await alice.waitFor(/three[^]*four/);
    await waitForWholePanes(alice);
  });

  it('takes a paste of one line as typed', async () => {
    const alice = await join(broker, 'alice');
    alice.paste('just 一 line');
    await alice.waitFor('› just 一 line');
    expect(alice.text()).not.toContain('Paste');
  });

  it('counts the unread lines of a room that is not shown', async () => {
    const alice = await join(broker, 'alice', { args: ['--room', 'chat', '--room', 'ops'] });
    await alice.waitFor('# ops');
    await publish(broker, 'ops', '{"user":"bob","say":"fire"}');
    await alice.waitFor(/# ops +1 new/);
    await publish(broker, 'ops', '{"user":"bob","say":"fire!"}');
    await alice.waitFor(/# ops +2 new/);
    alice.press('Alt+a');
    await alice.waitFor(/── new ─/);
    await alice.waitFor(line('bob', 'fire!'));
    expect(alice.text()).not.toMatch(/# ops +\d new/);
  });

  it('keeps the names of those who have left, and everything in its column', async () => {
    const bob = await join(broker, 'bob');
    const alexandra = await join(broker, 'alexandra');
    enter(alexandra, 'goodbye');
    await bob.waitFor(line('alexandra', 'goodbye'));
    const before = bob.screen().find((row) => row.includes('goodbye'));
    // With a sentence that is still on its way it would be asked first.
    await alexandra.waitFor(line('alexandra', 'goodbye', '✓'));
    enter(alexandra, '/quit');
    await bob.waitFor('alexandra left');
    expect(bob.screen().find((row) => row.includes('goodbye'))).toBe(before);
  });

  it('finds what somebody has said by the text, and by the name', async () => {
    const alice = await join(broker, 'alice');
    await publish(broker, 'chat', '{"user":"bob","say":"the door is open"}');
    await alice.waitFor(line('bob', 'the door is open'));
    await publish(broker, 'chat', '{"user":"carol","say":"thank you"}');
    await alice.waitFor(line('carol', 'thank you'));
    const isPointedAt = (text: string): boolean => {
      const row = alice.screen().findIndex((shown) => shown.includes(text));
      return alice.cell(alice.screen()[row]?.indexOf(text) ?? 0, row).inverse;
    };
    for (const wanted of ['DOOR', 'bob']) {
      alice.press('Ctrl+F');
      await alice.waitFor('search in the log');
      enter(alice, wanted);
      await alice.waitFor(() => isPointedAt('the door is open'));
      alice.press('Escape');
      await alice.waitUntilGone('search in the log');
      alice.press('Escape');
      await alice.waitFor(() => !isPointedAt('the door is open'));
    }
  });

  it('joins, renames, lists, leaves', async () => {
    const alice = await join(broker, 'alice');
    const bob = await join(broker, 'bob');
    enter(alice, '/join 大厅');
    await alice.waitFor('# 大厅');
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    enter(alice, '/part');
    await alice.waitUntilGone('# 大厅');
    enter(alice, '/nick alicia');
    await bob.waitFor('alice is now alicia');
    enter(bob, '/names');
    await bob.waitFor('2 people: alicia, bob');
    enter(alice, '/jion ops');
    await alice.waitFor('No command /jion; the nearest is /join.');
    await waitForWholePanes(alice);
  });
});
