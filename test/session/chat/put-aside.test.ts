import { join } from 'node:path';
import type { Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { HistoryOptions } from '../../../source/history/history.ts';
import { logTitle } from '../../../source/ui/log/log-edges.ts';
import { type Answers, type FakeBroker, startFakeBroker } from '../../support/fake-broker.ts';
import { deliveries, openSession, told, type TestSession } from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const bad = 'my room';

const topicOf = (packet: Packet): string => {
  if (packet.cmd === 'publish') return packet.topic;
  return packet.cmd === 'subscribe' ? (packet.subscriptions[0]?.topic ?? '') : '';
};

/** A broker that hangs up on these packets. */
const hangingUp = (
  command: 'publish' | 'subscribe',
  isBad: (topic: string) => boolean,
): Answers => ({
  [command]: (packet: Packet, client: Parameters<NonNullable<Answers['publish']>>[1]) => {
    if (isBad(topicOf(packet))) client.socket.destroy();
    else client.agree(packet);
  },
});

const aboutBad = ({ packets }: FakeBroker): Packet[] =>
  packets.filter((packet) => topicOf(packet).startsWith(bad));

const historyIn = (folder: string, name: string): HistoryOptions => ({
  file: join(folder, 'history.db'),
  broker: 'b:1883',
  retention: { days: 365, bytes: 1e9 },
  owner: { name, process: 1, isRunning: () => false },
});

/** Resolves once the room is put aside; tries again at once, as a person does who presses Enter. */
const putAside = async (one: TestSession): Promise<void> => {
  one.session.clock.subscribe(() => {
    if (one.session.status.state === 'waiting') one.session.retryNow();
  });
  await one.until('the room to be put aside', () => one.room(bad).access.putAside);
  await one.until('the connection', () => one.session.status.state === 'connected');
};

describe('a room on which the broker hangs up', () => {
  const cases = [
    ['each PUBLISH below it', 'publish', (topic: string) => topic.startsWith(bad), '/$presence/'],
    ['what is said there', 'publish', (topic: string) => topic === bad, ''],
    ['its SUBSCRIBE', 'subscribe', (topic: string) => topic === bad, ''],
    [
      'its presence SUBSCRIBE',
      'subscribe',
      (topic: string) => topic === `${bad}/$presence/+`,
      '/$presence/+',
    ],
  ] as const;

  it.each(cases)('is put aside after two losses: at %s', async (_, command, isBad, below) => {
    const broker = await startFakeBroker(hangingUp(command, isBad));
    const one = openSession({
      port: broker.port,
      nick: 'alice',
      rooms: ['chat', bad, 'ops'],
      greeting: 'hello',
    });
    await putAside(one);
    expect(broker.connects()).toHaveLength(3);
    const why = `the broker hangs up after ${command.toUpperCase()} "${bad}${below}`;
    expect(one.room(bad).access.putAside).toContain(why);
    const selected = { selected: { kind: 'room', topic: bad } } as const;
    expect(logTitle(one.session, selected).note).toBe('put aside');
    expect(told(one.room(bad)).at(-1)).toContain(`is put aside: ${why}`);
    expect(one.session.notice?.text).toMatch(
      /^#my room is put aside: .*\/join "my room" tries it again\.$/,
    );
    const before = aboutBad(broker).length;
    one.session.chat?.send(bad, 'waits');
    one.session.chat?.send('chat', 'goes on');
    await one.until(
      'all else to go on',
      () => deliveries(one.room('chat')).at(-1) === 'acknowledged',
    );
    expect(deliveries(one.room(bad)).at(-1)).toBe('waiting');
    expect(aboutBad(broker)).toHaveLength(before);
    expect([one.room('chat').access.problem, one.room('ops').access.problem]).toEqual([
      undefined,
      undefined,
    ]);
    await one.session.close();
    expect(aboutBad(broker)).toHaveLength(before);
  });

  it('stays put aside in later runs, until it is joined again', async () => {
    const folder = temporaryFolder();
    let isStrict = true;
    const broker = await startFakeBroker(
      hangingUp('publish', (topic) => isStrict && topic.startsWith(bad)),
    );
    const common = { port: broker.port, nick: 'alice', rooms: ['chat'] };
    const first = openSession({ ...common, history: historyIn(folder, 'first') });
    await first.session.chat?.history?.open();
    first.session.chat?.join(bad);
    await putAside(first);
    first.session.chat?.send(bad, 'later');
    await first.session.close();
    const before = aboutBad(broker).length;

    isStrict = false;
    const second = openSession({ ...common, history: historyIn(folder, 'second') });
    await second.session.chat?.history?.open();
    await second.until('the other room', () => second.session.chat?.entrance.mayPublish('chat'));
    expect(second.room(bad).access.problem).toContain(
      'put aside: the broker hangs up after PUBLISH',
    );
    expect(aboutBad(broker)).toHaveLength(before);
    second.session.chat?.join(bad);
    await second.until('what waited', () => deliveries(second.room(bad)).at(-1) === 'acknowledged');
    expect(second.room(bad).access.problem).toBeUndefined();
    await second.session.close();

    const third = openSession({ ...common, history: historyIn(folder, 'third') });
    await third.session.chat?.history?.open();
    await third.until('all rooms', () => third.session.chat?.entrance.mayPublish(bad));
  });

  it('is not put aside for a broker that dies under it', async () => {
    const broker = await startFakeBroker({
      publish: (packet, { agree, socket }) => {
        if (packet.payload.toString().includes('"say":"kill"')) socket.destroy();
        else agree(packet);
      },
    });
    const one = openSession({ port: broker.port, nick: 'alice', rooms: ['chat'] });
    one.session.clock.subscribe(() => {
      if (one.session.status.state === 'waiting') one.session.retryNow();
    });
    await one.until('the room', () => one.session.chat?.entrance.mayPublish('chat'));
    one.session.chat?.send('chat', 'fine');
    await one.until('an answer', () => deliveries(one.room())[0] === 'acknowledged');
    one.session.chat?.send('chat', 'kill');
    await one.until('the line to be given up', () => deliveries(one.room())[1] === 'failed');
    expect(one.room().access.problem).toBeUndefined();
  });
});
