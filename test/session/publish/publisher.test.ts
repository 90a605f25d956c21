import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../../source/mqtt/connection.ts';
import type { ConnectionStatus } from '../../../source/mqtt/connection-options.ts';
import type { PublishOptions } from '../../../source/mqtt/request-options.ts';
import { readPayloadFile } from '../../../source/session/publish/payload-file.ts';
import { emptyForm, type PublishForm } from '../../../source/session/publish/publish-form.ts';
import { Publisher } from '../../../source/session/publish/publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Published = {
  readonly topic: string;
  readonly payload: string;
  readonly options: PublishOptions;
};

type Events = {
  readonly clientId: string;
  readonly onStatus: (status: ConnectionStatus) => void;
};

/** A publisher whose messages go out at once; `failing` are the topics whose messages do not. */
const publisherOf = ({
  version = 5,
  failing = [],
  home = '/home/alice',
}: {
  version?: 5 | 4;
  failing?: readonly string[];
  home?: string;
} = {}) => {
  const published: Published[] = [];
  const connections: Events[] = [];
  const told: string[] = [];
  const drawn: string[] = [];
  const session: { status: ConnectionStatus } = {
    status: { state: 'connected', protocolVersion: version },
  };
  const publisher = new Publisher(
    { templates: undefined, home },
    {
      session: {
        get status() {
          return session.status;
        },
        clock: {
          changed: (part) => drawn.push(`changed ${part}`),
          changedNow: (part) => drawn.push(`now ${part}`),
        },
        publish: async (topic, payload, options) => {
          published.push({ topic, payload: payload.toString(), options });
          if (failing.includes(topic)) throw new Error('not authorized');
        },
        notify: (text) => told.push(text),
      },
      clientId: 'x/1',
      connect: (clientId, { onStatus }) => {
        connections.push({ clientId, onStatus });
        return {
          open: () => undefined,
          close: async () => undefined,
          subscribe: async () => 0,
        } as unknown as Connection;
      },
    },
  );
  onTestFinished(() => publisher.stop());
  return { publisher, published, connections, told, drawn, session };
};

const form = (members: Partial<PublishForm> = {}): PublishForm => ({
  ...emptyForm('a'),
  payload: 'x',
  ...members,
});

/** Resolves when what waited for promises has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets the connection of a request come up. */
const connect = async (events: Events | undefined): Promise<void> => {
  events?.onStatus({ state: 'connected', protocolVersion: 5 });
  await settled();
};

describe('publishing a form', () => {
  it.each([
    [{ qos: 0 }, 'Published to a, 1 B, QoS 0: sent; QoS 0 is never acknowledged.'],
    [{ qos: 1, retain: true }, 'Published to a, 1 B, QoS 1, retained: acknowledged.'],
    [{ qos: 2, contentType: 'text/plain' }, 'Published to a, 1 B, QoS 2: acknowledged.'],
  ] as const)('tells what became of it: %j', async (members, text) => {
    const { publisher, published, drawn } = publisherOf();
    expect(publisher.outcome).toBeUndefined();
    expect(await publisher.send(form(members))).toBeUndefined();
    await settled();
    expect(publisher.outcome).toMatchObject({ state: 'done', text });
    expect(Date.now() - (publisher.outcome?.at ?? 0)).toBeLessThan(60_000);
    expect(published).toMatchObject([{ topic: 'a', payload: 'x', options: { qos: members.qos } }]);
    expect(drawn).toEqual(['now work', 'now work']);
  });

  it('says before MQTT 5 what was left out, where there was something', async () => {
    const { publisher } = publisherOf({ version: 4 });
    await publisher.send(form({ qos: 1 }));
    await settled();
    expect(publisher.outcome?.text).toBe('Published to a, 1 B, QoS 1: acknowledged.');
    await publisher.send(form({ qos: 1, contentType: 'text/plain' }));
    await settled();
    expect(publisher.outcome?.text).toBe(
      'Published to a, 1 B, QoS 1: acknowledged. The properties, which need MQTT 5, were left out.',
    );
  });

  it('tells of a failure', async () => {
    const { publisher, told } = publisherOf({ failing: ['a'] });
    await publisher.send(form());
    await settled();
    expect(publisher.outcome).toMatchObject({
      state: 'failed',
      text: 'Not published to a: not authorized',
    });
    expect(told).toEqual([]);
  });

  it('returns what is wrong with it, and publishes nothing', async () => {
    const { publisher, published } = publisherOf();
    expect(await publisher.send(form({ topic: '' }))).toMatchObject({ member: 'topic' });
    expect(await publisher.send(form({ format: 'file' }))).toEqual({
      member: 'path',
      problem: 'Which file is the payload? Type its path.',
    });
    expect(await publisher.send(form({ format: 'file', path: '/none' }))).toEqual({
      member: 'path',
      problem: '"/none" cannot be the payload: there is no such file.',
    });
    expect([published, publisher.outcome]).toEqual([[], undefined]);
  });

  it('fills in the placeholders of a text alone', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'n.txt'), '{{n}}');
    const { publisher, published } = publisherOf({ home });
    await publisher.send(form({ payload: '{{n}}' }));
    await publisher.send(form({ payload: '{{n}}' }));
    await publisher.send(form({ format: 'hex', payload: '7b7b6e7d7d' }));
    await publisher.send(form({ format: 'file', path: '~/n.txt' }));
    await publisher.send(form({ payload: '{{n}}' }));
    // The same text for another topic counts anew.
    await publisher.send(form({ payload: '{{n}}', topic: 'b' }));
    await settled();
    expect(published.map(({ payload }) => payload)).toEqual(['1', '2', '{{n}}', '{{n}}', '3', '1']);
  });

  it('knows whether the connection takes properties', () => {
    const { publisher, session } = publisherOf();
    expect(publisher.takesProperties).toBe(true);
    expect(publisherOf({ version: 4 }).publisher.takesProperties).toBe(false);
    session.status = { state: 'connecting', attempt: 1 };
    expect(publisher.takesProperties).toBeUndefined();
  });

  it('finds files in the home folder', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'data'));
    const { publisher } = publisherOf({ home });
    expect(publisher.placeOf('~/x')).toBe(join(home, 'x'));
    expect(publisher.placeOf('/x/~/y')).toBe('/x/~/y');
    expect(publisher.placeOf('~x')).toBe('~x');
    expect(await publisher.pathsStartingWith('~/d', 5)).toEqual(['~/data/']);
  });
});

describe('repeating a form', () => {
  it('says how often, and publishes again until all is stopped', async () => {
    const { publisher, published } = publisherOf();
    expect(await publisher.send(form({ payload: '{{n}}', every: '90' }))).toBeUndefined();
    expect(publisher.outcome).toMatchObject({
      state: 'done',
      text: 'a is published every 1m 30s until it is stopped.',
    });
    expect(publisher.repeats.list).toMatchObject([{ id: 1, every: 90_000 }]);
    await settled();
    expect(published.map(({ payload }) => payload)).toEqual(['1']);
    publisher.stop();
    expect(publisher.repeats.count).toBe(0);
  });

  it('leaves bytes as they are', async () => {
    const { publisher, published } = publisherOf();
    await publisher.send(form({ format: 'hex', payload: '7b7b6e7d7d', every: '90' }));
    await settled();
    expect(published.map(({ payload }) => payload)).toEqual(['{{n}}']);
  });

  it('waits for a connection', async () => {
    const { publisher, published, session } = publisherOf();
    session.status = { state: 'connecting', attempt: 1 };
    await publisher.send(form({ every: '90' }));
    await settled();
    expect(published).toEqual([]);
    expect(publisher.repeats.list).toMatchObject([{ sent: 0, missed: 1 }]);
  });

  it('tells when it is given up', async () => {
    const { publisher, told } = publisherOf({ failing: ['a'] });
    await publisher.send(form({ every: '90' }));
    await settled();
    expect(publisher.outcome).toMatchObject({
      state: 'failed',
      text: 'a is no longer repeated: not authorized',
    });
    expect(told).toEqual([]);
  });

  it('cannot expect an answer as well, and has a limit', async () => {
    const { publisher, published } = publisherOf();
    expect(await publisher.send(form({ every: '90', answerWithin: 10 }))).toEqual({
      member: 'answerWithin',
      problem: 'A repeated message cannot expect an answer: switch one of the two off.',
    });
    await settled();
    expect(published).toEqual([]);
    for (let number = 0; number < 20; number += 1) await publisher.send(form({ every: '90' }));
    expect(await publisher.send(form({ every: '90' }))).toMatchObject({
      member: 'every',
      problem: expect.stringContaining('20 messages'),
    });
  });
});

describe('publishing a request', () => {
  it('names a response topic of its own, with correlation data', async () => {
    const { publisher, published, connections } = publisherOf();
    await publisher.send(form({ answerWithin: 10, payload: '{{n}}', contentType: 'text/plain' }));
    expect(connections.map(({ clientId }) => clientId)).toEqual(['x/1-q']);
    expect(publisher.exchange).toMatchObject({
      state: 'subscribing',
      within: 10_000,
      responseTopic: 'mqtt-tui/reply/x%2F1/1',
    });
    expect([published, publisher.outcome]).toEqual([[], undefined]);
    await connect(connections[0]);
    expect(published).toMatchObject([
      {
        topic: 'a',
        payload: '1',
        options: {
          properties: { contentType: 'text/plain', responseTopic: 'mqtt-tui/reply/x%2F1/1' },
        },
      },
    ]);
    expect(published[0]?.options.properties?.correlationData).toHaveLength(8);
    await publisher.send(form({ answerWithin: 10 }));
    expect(publisher.exchange?.responseTopic).toBe('mqtt-tui/reply/x%2F1/2');
    expect(publisher.exchange?.request.properties?.correlationData).not.toEqual(
      published[0]?.options.properties?.correlationData,
    );
  });

  it('keeps the response topic and correlation data that are given', async () => {
    const { publisher } = publisherOf();
    await publisher.send(form({ answerWithin: 60, responseTopic: 're', correlationData: 'mine' }));
    expect(publisher.exchange).toMatchObject({ responseTopic: 're', within: 60_000 });
    expect(publisher.exchange?.request.properties).toEqual({
      responseTopic: 're',
      correlationData: Buffer.from('mine'),
    });
  });

  it('needs a response topic before MQTT 5, and adds no correlation data', async () => {
    const { publisher, connections } = publisherOf({ version: 4 });
    expect(await publisher.send(form({ answerWithin: 10 }))).toEqual({
      member: 'responseTopic',
      problem:
        'Before MQTT 5 a request cannot name its response topic: enter the topic that answers are published on.',
    });
    expect([publisher.exchange, connections]).toEqual([undefined, []]);
    await publisher.send(form({ answerWithin: 10, responseTopic: 're' }));
    expect(publisher.exchange?.request.properties).toEqual({ responseTopic: 're' });
  });

  it('starts without a connection as if it were MQTT 5', async () => {
    const { publisher, session } = publisherOf();
    session.status = { state: 'connecting', attempt: 1 };
    expect(await publisher.send(form({ answerWithin: 10 }))).toBeUndefined();
    expect(publisher.exchange?.request.properties?.correlationData).toHaveLength(8);
  });

  it('ends the one before, and is itself ended by the next message', async () => {
    const { publisher } = publisherOf();
    await publisher.send(form());
    await settled();
    await publisher.send(form({ answerWithin: 10 }));
    const first = publisher.exchange;
    // What became of the message before is no longer shown.
    expect(publisher.outcome).toBeUndefined();
    await publisher.send(form({ answerWithin: 10 }));
    const second = publisher.exchange;
    expect([first?.state, second?.state]).toEqual(['over', 'subscribing']);
    await publisher.send(form());
    expect([second?.state, publisher.exchange]).toEqual(['over', undefined]);
  });

  it('is stopped with everything else', async () => {
    const { publisher } = publisherOf();
    publisher.stop();
    await publisher.send(form({ answerWithin: 10 }));
    publisher.stop();
    expect(publisher.exchange).toMatchObject({ state: 'over', isStopped: true });
  });

  it('is not ended by a message that was sent before it and read later', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'x'), 'x');
    const { publisher, published } = publisherOf({ home });
    const older = publisher.send(form({ format: 'file', path: '~/x' }));
    await publisher.send(form({ answerWithin: 10 }));
    await older;
    await settled();
    expect(published).toHaveLength(1);
    expect(publisher.exchange?.state).toBe('subscribing');
    // Nor is what became of it shown in its place.
    expect(publisher.outcome).toBeUndefined();
  });
});

describe('a file as a payload', () => {
  it('has 16 MiB at most', async () => {
    const path = join(temporaryFolder(), 'large');
    writeFileSync(path, Buffer.alloc(16_777_216));
    expect(await readPayloadFile(path, '')).toHaveLength(16_777_216);
    writeFileSync(path, Buffer.alloc(16_777_217));
    await expect(readPayloadFile(path, '')).rejects.toThrow(
      `"${path}" cannot be the payload: it has 16777217 bytes, and the limit is 16777216.`,
    );
  });

  it('is told to be none, as it was typed', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'x'), '');
    await expect(readPayloadFile('~/', home)).rejects.toThrow(
      '"~/" cannot be the payload: it is not a file.',
    );
    await expect(readPayloadFile('~/x/y', home)).rejects.toThrow(
      '"~/x/y" cannot be the payload: there is no such file.',
    );
    await expect(readPayloadFile(`/${'x'.repeat(300)}`, home)).rejects.toThrow(
      'cannot be the payload: ENAMETOOLONG.',
    );
  });
});
