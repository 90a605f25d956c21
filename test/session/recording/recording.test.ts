import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodesBelow } from '../../../source/model/topic-node.ts';
import { TopicTree } from '../../../source/model/topic-tree.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { encodeMessageLine } from '../../../source/payload/message-line.ts';
import { openRecording } from '../../../source/session/recording/open-recording.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { aMessage } from '../../support/messages.ts';
import {
  aFile,
  aRecordingFile,
  noon,
  showRecording,
  someMessages,
} from '../../support/recordings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { nodeOf } from '../../support/topic-trees.ts';

/** What a tree knows, topic by topic. */
const picture = (tree: TopicTree): object => ({
  recorded: tree.recorded,
  topics: [...nodesBelow(tree.root)]
    .map((node) => ({
      topic: node.topic,
      messages: [node.messages, node.messagesBelow, node.topicsBelow],
      isRetained: node.isRetained,
      kept: tree.histories
        .of(node)
        .map(({ payload, receivedAt }) => `${receivedAt} ${payload.toString()}`),
    }))
    .toSorted((a, b) => (a.topic < b.topic ? -1 : 1)),
});

const treeOf = ({ monitor }: MqttSession): TopicTree => {
  if (monitor === undefined) throw new Error('there is no tree');
  return monitor.tree;
};

/** The tree of somebody who was there from the start. */
const liveTree = (messages: readonly Message[], history: number): TopicTree => {
  const tree = new TopicTree({ history, memory: 1e8, topics: 100_000, payload: 65_536 });
  for (const message of messages) tree.record(message);
  return tree;
};

describe('a recording', () => {
  it('stands at its end when it is read, with all that came', async () => {
    const messages = someMessages(100);
    const { session, recording } = await showRecording(aRecordingFile(messages));
    expect([recording.position, recording.time, session.now]).toEqual([
      100,
      noon + 99_000,
      noon + 99_000,
    ]);
    expect(picture(treeOf(session))).toEqual(picture(liveTree(messages, 100)));
  });

  it.each([1, 3, 100])(
    'shows at any time what somebody would have seen who was there: history %i',
    async (history) => {
      const messages = someMessages(8000, 7);
      const { session, recording } = await showRecording(aRecordingFile(messages), { history });
      for (const count of [4000, 1, 4001, 4500, 20, 8000, 7999, 13, 7000]) {
        await recording.goTo(noon + (count - 1) * 1000);
        expect(recording.position).toBe(count);
        expect(session.monitor?.received).toBe(count);
        expect(picture(treeOf(session))).toEqual(
          picture(liveTree(messages.slice(0, count), history)),
        );
      }
    },
  );

  it('goes no further than there is something', async () => {
    const { recording } = await showRecording(aRecordingFile(someMessages(10)));
    await recording.goTo(0);
    expect([recording.time, recording.position]).toEqual([noon, 1]);
    await recording.goTo(Number.MAX_SAFE_INTEGER);
    expect([recording.time, recording.position]).toEqual([noon + 9000, 10]);
  });

  it('ends up where it was told to go last', async () => {
    const messages = someMessages(20_000);
    const { session, recording } = await showRecording(aRecordingFile(messages), {
      history: 10_000,
    });
    const moves = [15_000, 3000, 12_000, 500].map((at) => recording.goTo(noon + at * 1000));
    expect(await Promise.all(moves)).toEqual([false, false, false, true]);
    expect(picture(treeOf(session))).toEqual(picture(liveTree(messages.slice(0, 501), 10_000)));
  });

  it('keeps the log on its topic, also through times before the topic was there', async () => {
    const messages = [aMessage('early', '1', { receivedAt: noon }), ...someMessages(50)];
    const { session, recording } = await showRecording(aRecordingFile(messages));
    const { monitor } = session;
    const node = monitor?.tree.find('house/room3/temperature');
    if (monitor === undefined || node === undefined) throw new Error('the topic is not there');
    expect(monitor.openLog(node).length).toBe(7);
    await recording.goTo(noon);
    expect(monitor.log).toBeUndefined();
    await recording.goTo(noon + 12_000);
    expect([monitor.log?.topic, monitor.log?.length]).toEqual(['house/room3/temperature', 2]);
  });

  it('knows at any time what has come lately before it', async () => {
    const { session, recording } = await showRecording(aRecordingFile(someMessages(9000)));
    const fresh = (): string[] => {
      const tree = treeOf(session);
      return [...nodesBelow(tree.root)]
        .filter(({ messages }) => messages > 0)
        .filter(({ latest }) => tree.recency.isWithin(latest, 2500, recording.time))
        .map(({ topic }) => topic.replace(/^house\/(room\d).*/, '$1'))
        .toSorted();
    };
    // The 9000th message is of room 4, one a second.
    expect(fresh()).toEqual(['room2', 'room3', 'room4']);
    await recording.goTo(noon + 702_000);
    expect(fresh()).toEqual(['room0', 'room1', 'room2']);
    await recording.goTo(noon + 704_000);
    expect(fresh()).toEqual(['room2', 'room3', 'room4']);
  });

  it('knows the devices as they were then, also where their first messages are not kept', async () => {
    const states = Array.from({ length: 6000 }, (_, at) =>
      aMessage('tele/lamp/LWT', at < 3000 ? 'Online' : 'Offline', { receivedAt: noon + at }),
    );
    const { session, recording, until } = await showRecording(aRecordingFile(states), {
      history: 1,
    });
    const isKnown = (state: 'online' | 'offline'): boolean =>
      session.monitor?.devices.isBusy === false && session.monitor.devices.counts[state] === 1;
    await until('the lamp, off at the end', () => isKnown('offline'));
    await recording.goTo(noon + 2000);
    await until('the lamp, on before', () => isKnown('online'));
    expect(session.monitor?.devices.counts.all).toBe(1);
  });

  it('leaves branches open and closed as they were', async () => {
    const { session, recording } = await showRecording(aRecordingFile(someMessages(50)));
    const isOpen = (): unknown =>
      ['house', 'house/room1', 'house/room2'].map((topic) => treeOf(session).find(topic)?.isOpen);
    const before = treeOf(session);
    for (const topic of ['house', 'house/room1'])
      before.view.branches.setOpen(nodeOf(before, topic), true);
    expect(isOpen()).toEqual([true, true, false]);
    await recording.goTo(noon + 20_000);
    expect(treeOf(session)).not.toBe(before);
    expect(isOpen()).toEqual([true, true, false]);
    // What is closed takes no rows.
    const { view } = treeOf(session);
    const shown = view.rows(0, 100).map(({ topic }) => topic);
    expect(shown.filter((topic) => topic.startsWith('house/room1/'))).not.toEqual([]);
    expect(shown.filter((topic) => topic.startsWith('house/room2/'))).toHaveLength(1);
  });

  it('plays on with its timing, and pauses at its end', async () => {
    const { session, recording, until } = await showRecording(aRecordingFile(someMessages(100)));
    const played: number[] = [];
    recording.speed = 200;
    await recording.play();
    expect(recording.position).toBe(1);
    if (session.monitor !== undefined)
      session.monitor.onMessage = ({ receivedAt }) => played.push(receivedAt);
    const from = performance.now();
    await until('the end', () => !recording.isPlaying);
    // 99 seconds, 200 times as fast.
    expect(performance.now() - from).toBeGreaterThan(400);
    expect(played).toEqual(
      someMessages(100)
        .flatMap(({ receivedAt }) => receivedAt)
        .slice(1),
    );
    expect(recording.isAtEnd).toBe(true);
  });

  it('stands still while it is paused', async () => {
    const { recording, until } = await showRecording(aRecordingFile(someMessages(100)));
    recording.speed = 100;
    await recording.play();
    await until('some messages', () => recording.position > 5);
    recording.pause();
    const { position } = recording;
    await recording.goTo(recording.time + 3000);
    expect(recording.position).toBe(position + 3);
  });

  it('tells how many lines are broken, and the first of them', async () => {
    const [first, second] = someMessages(2).map((message) => encodeMessageLine(message));
    const path = aFile(['\ufeff' + first, '', 'nothing', '{"time":"now"}', `${second}\r`, '{']);
    const { session, recording } = await showRecording(path);
    expect([recording.broken.count, recording.index.length]).toEqual([3, 2]);
    expect(session.notice?.text).toBe(
      '3 lines of the file are not messages and were left out; the first is line 3: This is not a JSON object.',
    );
    expect(await recording.goTo(noon)).toBe(true);
    expect(treeOf(session).recorded).toBe(1);
  });

  it('tells when the file has changed', async () => {
    const path = aRecordingFile(someMessages(20));
    const { session, recording } = await showRecording(path);
    writeFileSync(path, 'nothing of what was here\n');
    await recording.goTo(noon + 10_000);
    expect(session.notice?.text).toBe('The file has changed since it was opened: open it again.');
  });

  it('has no broker to publish to', async () => {
    const { session } = await showRecording(aRecordingFile(someMessages(2)));
    await expect(session.publish('a', 'b', { qos: 0, retain: false })).rejects.toThrow(
      'This is a file: there is no broker to publish to.',
    );
    expect(session.status.state).toBe('idle');
  });

  it('reads payloads of any bytes and length', async () => {
    const large = Buffer.alloc(3_000_000, 'é');
    const messages = [
      aMessage(
        'bytes',
        Uint8Array.from({ length: 256 }, (_, byte) => byte),
        { receivedAt: noon },
      ),
      aMessage('large', large, { receivedAt: noon + 1 }),
      aMessage('after', 'end', { receivedAt: noon + 2 }),
    ];
    const { session, recording } = await showRecording(aRecordingFile(messages));
    await recording.goTo(noon);
    expect([...(session.monitor?.last('bytes')?.payload ?? [])]).toEqual([...messages[0]!.payload]);
    await recording.goTo(noon + 2);
    expect(session.monitor?.last('large')?.size).toBe(large.length);
    expect(session.monitor?.last('after')?.payload.toString()).toBe('end');
  });
});

/** How opening a file is refused; the file is called F. */
const refusal = async (path: string): Promise<string> =>
  openRecording(path, 100).then(
    () => 'opened',
    (error: unknown) => `${(error as Error).name} ${(error as Error).message.replace(path, 'F')}`,
  );

describe('what cannot be opened as a recording', () => {
  it('is told in one sentence', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inside'));
    expect(await refusal(join(folder, 'none'))).toBe(
      'RecordingError F cannot be opened: there is no such file.',
    );
    expect(await refusal(join(folder, 'inside'))).toBe(
      'RecordingError F cannot be opened: it is a folder.',
    );
    expect(await refusal('/dev/null')).toContain('it is not a regular file');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await refusal(join(folder, 'pipe'))).toContain('it is not a regular file');
    expect(await refusal(aFile([]))).toContain('F cannot be opened: it is empty');
    expect(await refusal(aFile(['', ' ']))).toContain('it has only blank lines');
    expect(await refusal(aFile(['', 'text', '{']))).toBe(
      'RecordingError F cannot be opened: it has no messages as "mqtt-tui sub --json" writes them; line 2: This is not a JSON object.',
    );
  });
});
