import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeMessageLine } from '../../source/payload/message-line.ts';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { at, enter, isTyping, listens, startProgram, toInput } from './program.ts';

const quiet = { qos: 1, retain: false } as const;

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split(/\r?\n/).slice(0, -1);

describeWith(mosquittoMissing, 'files of what is watched, at 80×24', () => {
  it('are recorded with R until R, exactly', async () => {
    const broker = await forThisTest(startMosquitto());
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a/state', 'on', { qos: 1, retain: true });
    const folder = temporaryFolder();
    const terminal = startProgram([...at(broker), '--no-chat'], {
      columns: 80,
      rows: 24,
      cwd: folder,
    });
    await listens(terminal);
    await toInput(terminal);
    terminal.press('Tab');
    await terminal.waitUntilGone(() => isTyping(terminal));
    terminal.press('R');
    await terminal.waitFor(/\/record mqtt-\d{4}-\d\d-\d\d-\d{6}\.jsonl/);
    const [name = ''] = /mqtt-[\d-]+\.jsonl/.exec(terminal.text()) ?? [];
    terminal.press('Enter');
    await terminal.waitFor(/jsonl, 1 retained message first;/);
    await terminal.waitFor(/● rec 1 /);
    await connection.publish('a/text', 'schön', quiet);
    await connection.publish('b/bytes', Buffer.from([255, 0]), quiet);
    await terminal.waitFor(/● rec 3 /);
    terminal.press('R');
    await terminal.waitFor(/Recorded 3 messages \(\d+ B\) in mqtt-/);
    expect(terminal.text()).not.toContain('● rec');
    expect(
      linesOf(join(folder, name)).map((line) => {
        const { topic, payload } = decodeMessageLine(line);
        return [topic, Buffer.from(payload).toString('hex')];
      }),
    ).toEqual([
      ['a/state', Buffer.from('on').toString('hex')],
      ['a/text', Buffer.from('schön').toString('hex')],
      ['b/bytes', 'ff00'],
    ]);
  }, 30_000);

  it('take only the topics that are named, replace nothing, and are whole when somebody quits', async () => {
    const broker = await forThisTest(startMosquitto());
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'old.jsonl'), 'before');
    const terminal = startProgram([...at(broker), '--no-chat'], {
      columns: 80,
      rows: 24,
      cwd: folder,
    });
    await listens(terminal);
    await toInput(terminal);
    enter(terminal, '/record old.jsonl');
    await terminal.waitFor('old.jsonl exists already; --append');
    enter(terminal, '/record --append old.jsonl a/#');
    await terminal.waitFor('● rec 0');
    const { connection } = await connected({ port: broker.port });
    for (const topic of ['a/1', 'b/1', 'a/2']) await connection.publish(topic, 'x', quiet);
    await terminal.waitFor('● rec 2');
    enter(terminal, '/quit');
    expect((await terminal.exited).exitCode).toBe(0);
    const [before, ...lines] = linesOf(join(folder, 'old.jsonl'));
    expect(before).toBe('before');
    expect(lines.map((line) => decodeMessageLine(line).topic)).toEqual(['a/1', 'a/2']);
  }, 30_000);

  it('are exported as CSV: the messages of a topic, or the chart', async () => {
    const broker = await forThisTest(startMosquitto());
    const folder = temporaryFolder();
    const terminal = startProgram([...at(broker), '--no-chat'], {
      columns: 80,
      rows: 24,
      cwd: folder,
    });
    await listens(terminal);
    const { connection } = await connected({ port: broker.port });
    const payloads = ['{"t":0.1,"s":"a,\\"b\\""}', '{"t":-3e-7}', Buffer.from([255])];
    await terminal.waitFor('● ');
    for (const payload of payloads) await connection.publish('m', payload, quiet);
    await terminal.waitFor(/m {2}0x ff /);
    terminal.press('Home', 'Tab');
    await terminal.waitFor('3 messages');
    terminal.press('E');
    await terminal.waitFor(/\/export mqtt-[\d-]+\.csv/);
    terminal.press('Ctrl+U');
    enter(terminal, '/export m.csv');
    await terminal.waitFor('Exported to m.csv');
    await toInput(terminal);
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/;
    const [head, ...records] = linesOf(join(folder, 'm.csv'));
    expect(head).toBe(
      'time,interval_ms,topic,qos,retain,size,payload,payload_base64,missing_bytes',
    );
    for (const record of records) expect(record).toMatch(time);
    expect(records.map((record) => record.replace(/^[^,]*,\d*,/, ''))).toEqual([
      String.raw`m,0,0,23,"{""t"":0.1,""s"":""a,\""b\""""}",,0`,
      'm,0,0,11,"{""t"":-3e-7}",,0',
      'm,0,0,1,,/w==,0',
    ]);
    enter(terminal, '/export m.csv');
    await terminal.waitFor('m.csv exists already; --force replaces it.');
    enter(terminal, '/chart m .t');
    await terminal.waitFor(/│ -3e-7 +min /);
    enter(terminal, '/export --force m.csv');
    await expect
      .poll(() => linesOf(join(folder, 'm.csv')).map((record) => record.replace(time, '')))
      .toEqual(['time,topic,path,value', ',m,.t,0.1', ',m,.t,-3e-7']);
  }, 30_000);
});
