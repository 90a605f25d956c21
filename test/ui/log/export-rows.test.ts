import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { BranchLog } from '../../../source/model/branch-log.ts';
import { NumberSeries } from '../../../source/model/number-series.ts';
import { TopicTree } from '../../../source/model/topic-tree.ts';
import { chartExport, historyExport } from '../../../source/ui/log/export-rows.ts';
import { aSession, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { onTopic } from '../../support/in-chart.ts';
import { seriesStoreOf } from '../../../source/ui/chart/series-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('what is exported of a log is all that was there, also when the log is left meanwhile', () => {
  const tree = new TopicTree({ history: 100, memory: 1e8, topics: 100, payload: 65_536 });
  for (let number = 0; number < 50; number += 1) tree.record(aMessage('a', `${number},"x"`));
  const log = new BranchLog(tree.find('a') ?? tree.root, tree);
  const { records, lacking } = historyExport(log);
  const iterator = records[Symbol.iterator]();
  expect(iterator.next().value).toMatch(/^time,interval_ms,topic/);
  log.close();
  tree.record(aMessage('a', 'later'));
  const rest = [...{ [Symbol.iterator]: () => iterator }];
  expect(rest).toHaveLength(50);
  expect(rest.at(-1)).toContain(',"49,""x""",,0');
  expect(lacking).toBe('');
});

it('payloads that were cut are counted in the notice, and say in a column how much is missing', async () => {
  const limits = { history: 100, memory: 1e8, topics: 100, payload: 5 };
  const session = aSession(undefined, { monitor: { filters: ['#'], qos: 0, limits } });
  const payloads = ['whole', '你好', Buffer.from([0xff, 1, 2, 3, 4, 5, 6])];
  for (const payload of payloads) session.monitor?.tree.record(aMessage('a', payload));
  const person = atScreen({ session, selected: { kind: 'topic', topic: 'a' } });
  const file = join(temporaryFolder(), 'a.csv');
  const exported = async (row: string, sentence: RegExp): Promise<void> => {
    person.type(`/export "${row}"`);
    person.press('Enter');
    await vi.waitFor(() => expect(person.notice()).toMatch(sentence));
  };
  await exported(
    file,
    /^Exported to .*a\.csv \(\d+ B\); 2 payloads only in part \(--payload-limit, --memory\)\.$/,
  );
  const records = readFileSync(file, 'utf8').split('\r\n');
  expect(records[0]).toBe(
    'time,interval_ms,topic,qos,retain,size,payload,payload_base64,missing_bytes',
  );
  expect(records.slice(1, 4).map((record) => record.split(',').slice(5))).toEqual([
    ['5', 'whole', '', '0'],
    ['6', '你', '', '3'],
    ['7', '', '/wECAwQ=', '2'],
  ]);
});

it('a payload that was cut is copied as its part, also at the cursor', async () => {
  const limits = { history: 100, memory: 1e8, topics: 100, payload: 5 };
  const session = aSession(undefined, { monitor: { filters: ['#'], qos: 0, limits } });
  for (const payload of ['too long', 'whole']) session.monitor?.tree.record(aMessage('a', payload));
  const person = atScreen({ session, selected: { kind: 'topic', topic: 'a' } });
  const node = session.monitor?.tree.find('a');
  if (node !== undefined) session.monitor?.openLog(node);
  person.dispatch({ type: 'pane-focused', pane: 'log' });
  person.press('Up', 'y');
  await vi.waitFor(() => expect(person.notice()).toMatch(/^Copied the payload /));
  person.press('Up', 'y');
  await vi.waitFor(() => expect(person.notice()).toContain('the part of the payload that'));
});

it('the numbers of a chart are exported as they were sent', async () => {
  const texts = ['9223372036854775807', '-0', '127.0', '0xFF', '1e3', '-0.10', '42'];
  const person = onTopic('n', texts);
  person.press('c');
  const file = join(temporaryFolder(), 'n.csv');
  person.type(`/export "${file}"`);
  person.press('Enter');
  await vi.waitFor(() => expect(person.notice()).toMatch(/^Exported to .*n\.csv \(\d+ B\)\.$/));
  const [head, ...records] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(head).toBe('time,topic,path,value');
  expect(records.map((record) => record.split(',')[3])).toEqual(texts);
});

it('numbers in JSON too', async () => {
  const digits = ['9223372036854775807', '-0', '127.0', '1.50'];
  const person = onTopic(
    'n',
    digits.map((text) => `{"v": ${text} }`),
  );
  person.type('/chart n .v');
  person.press('Enter');
  const [numbers] = seriesStoreOf(person.session).numbersOf([{ topic: 'n', path: ['.v'] }]);
  const { records, lacking } = chartExport([{ topic: 'n', path: ['.v'] }], [numbers!]);
  expect([...records].slice(1).map((record) => record.trimEnd().split(',')[3])).toEqual(digits);
  expect(lacking).toBe('');
});

it('numbers whose digits found no room are counted', () => {
  const numbers = new NumberSeries();
  const text = `1.${'0'.repeat(998)}`;
  for (let count = 0; count < 4003; count += 1) numbers.add(count, 1, false, text);
  const { records, lacking } = chartExport([{ topic: 'n', path: [] }], [numbers]);
  expect(lacking).toBe('3 numbers rounded: there was no room for all digits');
  const values = [...records].map((record) => record.trimEnd().split(',')[3]);
  expect([values[4000], values[4001], values.at(-1)]).toEqual([text, '1', '1']);
});
