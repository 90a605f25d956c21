import { describe, expect, it } from 'vitest';
import { jsonMembers } from '../../source/chat/json-members.ts';
import { ownOnlineState } from '../../source/model/online-child.ts';
import { comparableIn } from '../../source/payload/comparable-value.ts';
import { decodeMessageLine, encodeMessageLine } from '../../source/payload/message-line.ts';
import { quickNumberAt, quickUnitAt } from '../../source/payload/number-at.ts';
import { PayloadReader } from '../../source/payload/payload-reader.ts';
import { preview } from '../../source/payload/preview.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { watchDevices } from '../support/device-watcher.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';
import { messageJson } from '../support/written-bytes.ts';

const mark = '\ufeff';
const marked = (text: string): Buffer => Buffer.from(`${mark}${text}`);

const reader = new PayloadReader(
  { rules: [] },
  () => undefined,
  () => undefined,
);

const read = (payload: Uint8Array) =>
  reader.read({ sequence: payload.length, topic: 'a', payload }, undefined).decoded;

const noted = { name: 'byte order mark', text: 'UTF-8' };

describe('a byte order mark', () => {
  it('is no part of JSON, and named beside it', () => {
    const decoded = read(marked('{"a": 1.0}'));
    expect(decoded.kind).toBe('JSON');
    expect(decoded.value && valueText(decoded.value)).toBe(
      valueText(read(Buffer.from('{"a": 1.0}')).value!),
    );
    expect(decoded.notes).toEqual([noted]);
    expect(read(Buffer.from('{"a": 1.0}')).notes).toEqual([]);
  });

  it.each([
    ['21.5', 'number'],
    ['hello', 'text'],
    ['aGVsbG8gd29ybGQsIGhlbGxvIQ==', 'text in base64'],
  ])('is no part of %s, and named beside it', (text, kind) => {
    const decoded = read(marked(text));
    expect(decoded).toMatchObject({ kind });
    expect(decoded).toEqual({ ...read(Buffer.from(text)), notes: decoded.notes });
    expect(decoded.notes).toContainEqual(noted);
  });

  it('is no part of what is compared, filtered and charted', () => {
    expect(comparableIn(marked('{"t":21.5}'), ['t'])).toMatchObject({ number: { double: 21.5 } });
    expect(comparableIn(marked('on'))).toMatchObject({ text: 'on' });
    expect(quickNumberAt(marked('21.5'), [])).toMatchObject({ double: 21.5 });
    expect(quickNumberAt(marked('true'), [])).toMatchObject({ double: 1 });
    expect(quickNumberAt(marked('{"t":21.5}'), ['.t'])).toMatchObject({ double: 21.5 });
    expect(quickUnitAt(marked('21.5 °C'), [])).toBe('°C');
    expect(quickUnitAt(marked('{"t":"21.5 °C"}'), ['.t'])).toBe('°C');
  });

  it('is no part of one-line previews', () => {
    expect(preview(marked('hello'), 20)).toBe('hello');
  });

  it('is no part of what a device says of itself', () => {
    const tree = treeOf();
    tree.record(aMessage('lamp/availability', marked('offline')));
    expect(ownOnlineState(tree, nodeOf(tree, 'lamp/availability'))).toBe('offline');
    const watcher = watchDevices();
    watcher.hear('homeassistant/sensor/a/config', `${mark}{"name":"a","avty_t":"a/avail"}`);
    watcher.hear('a/avail', `${mark}online`);
    watcher.settle();
    expect(watcher.devices.counts).toMatchObject({ all: 1, online: 1 });
  });

  it("is no part of the chat's JSON", () => {
    expect(jsonMembers(marked('{"user":"a"}'))).toEqual({ user: 'a' });
  });

  it('is no part of the JSON of %J, and kept where bytes are handed on', () => {
    const message = aMessage('a', marked('{"a":1}'));
    expect(messageJson(message, 0, 'json')?.toString()).toContain('"payload":{"a":1}}');
    expect(messageJson(message, 0, 'text')?.toString()).toContain(`"payload":"${mark}{`);
    expect(decodeMessageLine(encodeMessageLine(message)).payload).toEqual(message.payload);
  });
});
