import type { IPublishPacket } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Room } from '../../../source/model/room.ts';
import type { SaidLine } from '../../../source/model/room-line.ts';
import { Echoes } from '../../../source/session/chat/echoes.ts';
import { type FakeClient, startFakeBroker } from '../../support/fake-broker.ts';
import { deliveries, openSession, told } from '../../support/sessions.ts';

describe('what we say', () => {
  let room: Room;
  let echoes: Echoes;
  let changes: number;

  beforeEach(() => {
    vi.useFakeTimers();
    changes = 0;
    room = new Room('ops.dev');
    echoes = new Echoes(() => (changes += 1));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Says something that the broker acknowledges at once. */
  const say = (payload: string): SaidLine => {
    const line = room.send({ id: payload, user: 'me', say: payload }, Date.now());
    echoes.expect(payload, room, line);
    line.delivery = { state: 'acknowledged' };
    echoes.acknowledged(payload);
    return line;
  };
  const hear = (payload: string, topic = 'ops.dev'): void =>
    echoes.heard({ topic, payload: Buffer.from(`..${payload}`).subarray(2) });
  const states = (): string[] => deliveries(room);

  it('is marked when it is not delivered within ten seconds, and that is said once', () => {
    say('one');
    vi.advanceTimersByTime(9999);
    expect([states(), told(room), changes]).toEqual([['acknowledged'], [], 0]);
    vi.advanceTimersByTime(1);
    say('two');
    vi.advanceTimersByTime(10_000);
    expect([states(), changes]).toEqual([['unheard', 'unheard'], 2]);
    expect(told(room)).toEqual([
      'The broker has not delivered here what you said 10 s ago: others in ops.dev may not hear you either.',
    ]);
  });

  it('has reached the broker when it comes back, where nothing was acknowledged', () => {
    const line = say('one');
    line.delivery = { state: 'sent' };
    hear('one');
    expect([states(), changes]).toEqual([['acknowledged'], 1]);
  });

  it('is not marked when it comes back, before or after the acknowledgement', () => {
    const line = room.send({ id: 'early', user: 'me', say: 'early' }, Date.now());
    echoes.expect('early', room, line);
    hear('early');
    line.delivery = { state: 'acknowledged' };
    echoes.acknowledged('early');
    say('late');
    hear('late');
    vi.advanceTimersByTime(20_000);
    expect([states(), vi.getTimerCount()]).toEqual([['acknowledged', 'acknowledged'], 0]);
  });

  it('loses its mark when it comes back later', () => {
    say('one');
    vi.advanceTimersByTime(10_000);
    hear('one');
    expect([states(), changes]).toEqual([['acknowledged'], 2]);
  });

  it('is known to go elsewhere, when it comes back under another topic name alone', () => {
    say('one');
    hear('one', 'ops/dev');
    hear('somebody else', 'ops/dev');
    expect(states()).toEqual(['acknowledged']);
    vi.advanceTimersByTime(10_000);
    expect([states(), told(room)]).toEqual([
      ['unheard'],
      ['The broker delivers ops.dev as ops/dev: nobody in ops.dev hears you.'],
    ]);
    // Anybody can repeat it elsewhere.
    say('two');
    hear('two', 'evil\u001b[2J');
    hear('two');
    vi.advanceTimersByTime(10_000);
    expect(states()).toEqual(['unheard', 'acknowledged']);
  });

  it('is shown with a name that cannot harm the screen', () => {
    say('one');
    hear('one', 'evil\u001b[2J');
    vi.advanceTimersByTime(10_000);
    expect(told(room).join('')).not.toContain('\u001b');
  });

  it('is not marked where the connection was lost meanwhile, or the broker refuses it or the room', () => {
    say('one');
    echoes.lost();
    say('two');
    echoes.forget('two');
    vi.advanceTimersByTime(10_000);
    room.access.failed.set('ops.dev', 'refused: not authorized (135)');
    say('three');
    vi.advanceTimersByTime(10_000);
    expect([states(), told(room)]).toEqual([['acknowledged', 'acknowledged', 'acknowledged'], []]);
  });

  it('is still awaited when it waits for a connection as that is lost', () => {
    const line = room.send({ id: 'one', user: 'me', say: 'one' }, Date.now());
    echoes.expect('one', room, line);
    echoes.lost();
    echoes.acknowledged('one');
    vi.advanceTimersByTime(10_000);
    expect(states()).toEqual(['unheard']);
  });
});

/** The lines of alice in a room on a broker that delivers messages in this way. */
const alice = async (topic: string, deliver: (packet: IPublishPacket, to: FakeClient) => void) => {
  const broker = await startFakeBroker({
    publish: (packet, client) => {
      deliver(packet, client);
      client.agree(packet);
    },
  });
  return openSession({ port: broker.port, nick: 'alice', rooms: [topic], greeting: 'hi' });
};

const inSlashes = ({ topic, payload }: IPublishPacket, { send }: FakeClient): void =>
  send({
    cmd: 'publish',
    topic: topic.replaceAll('.', '/'),
    payload,
    qos: 0,
    retain: false,
    dup: false,
  });

it('a chat marks what a broker takes and keeps, or delivers under another name', async () => {
  const silent = await alice('chat', () => undefined);
  const dotted = await alice('ops.dev', inSlashes);
  const echoing = await alice('ops', inSlashes);
  for (const [session, topic, news] of [
    [silent, 'chat', /^The broker has not delivered here/],
    [dotted, 'ops.dev', /^The broker delivers ops\.dev as ops\/dev: nobody/],
  ] as const) {
    const room = session.room(topic);
    await session.until('the mark', () => deliveries(room)[0] === 'unheard', 20_000);
    expect(told(room)).toContainEqual(expect.stringMatching(news));
  }
  expect(deliveries(echoing.room('ops'))).toEqual(['acknowledged']);
});
