import { describe, expect, it } from 'vitest';
import { Publisher } from '../../../source/session/publish/publisher.ts';
import { emptyForm, type PublishForm } from '../../../source/session/publish/publish-form.ts';

type Sent = { readonly topic: string } & ReturnType<typeof Promise.withResolvers<void>>;

/** A desk whose messages are acknowledged when a test says so. */
const deskOf = (): { desk: Publisher; sent: Sent[]; told: string[] } => {
  const sent: Sent[] = [];
  const told: string[] = [];
  const desk = new Publisher(undefined, {
    session: {
      status: { state: 'connected', protocolVersion: 5 },
      clock: { changed: () => undefined, changedNow: () => undefined },
      publish: (topic) => {
        const acknowledged = Promise.withResolvers<void>();
        sent.push({ topic, ...acknowledged });
        return acknowledged.promise;
      },
      notify: (text) => told.push(text),
    },
    clientId: 'x',
    connect: () => {
      throw new Error('nothing is asked');
    },
  });
  return { desk, sent, told };
};

const form = (topic: string): PublishForm => ({ ...emptyForm(topic), payload: 'x', qos: 1 });

/** Resolves when what waited for promises has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what became of messages', () => {
  it('is told of the newest, also where an older one takes longer', async () => {
    const { desk, sent, told } = deskOf();
    await desk.send(form('old'));
    await desk.send(form('new'));
    sent[1]?.resolve();
    await settled();
    expect(desk.outcome?.text).toBe('Published to new, 1 B, QoS 1: acknowledged.');
    sent[0]?.resolve();
    await settled();
    expect(desk.outcome?.text).toBe('Published to new, 1 B, QoS 1: acknowledged.');
    expect(told).toEqual([]);
  });

  it('is told of an older one in a notice, where it failed', async () => {
    const { desk, sent, told } = deskOf();
    await desk.send(form('old'));
    await desk.send(form('new'));
    sent[0]?.reject(new Error('not authorized'));
    await settled();
    expect(desk.outcome?.text).toBe('Publishing to new, 1 B, QoS 1 …');
    expect(told).toEqual(['Not published to old: not authorized']);
    sent[1]?.reject(new Error('not authorized'));
    await settled();
    expect(desk.outcome?.text).toBe('Not published to new: not authorized');
    expect(told).toHaveLength(1);
  });

  it('has the thousands of its bytes apart', async () => {
    const { desk } = deskOf();
    await desk.send({ ...form('a'), payload: 'x'.repeat(1_215_000) });
    expect(desk.outcome?.text).toBe('Publishing to a, 1.2 MiB, QoS 1 …');
  });
});
