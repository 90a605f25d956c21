import type { Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { PacketOutput } from '../../source/mqtt/broker/packet-output.ts';

const connack = Buffer.from([0x20, 2, 0, 0]);
const pingresp = Buffer.from([0xd0, 0]);

const publish = (text: string, qos: 0 | 1 = 0): Buffer =>
  mqttPacket.generate({
    cmd: 'publish',
    topic: 'a',
    payload: text,
    qos,
    ...(qos === 0 ? {} : { messageId: 1 }),
    retain: false,
    dup: false,
  });

/** An output into a socket that takes nothing until it is told to. */
const slowOutput = (limit: number) => {
  const written: Buffer[] = [];
  const taken: (() => void)[] = [];
  const problems: string[] = [];
  let leftOut = 0;
  const output = new PacketOutput({
    socket: {
      write: (bytes: Buffer, done: () => void) => {
        written.push(bytes);
        taken.push(done);
        return true;
      },
    } as unknown as Socket,
    limit,
    patience: 30_000,
    onLeftOut: () => (leftOut += 1),
    onTooSlow: (reason) => problems.push(reason),
    onChange: () => undefined,
  });
  const drain = (): void => {
    for (let done = taken.shift(); done !== undefined; done = taken.shift()) done();
  };
  return {
    output,
    problems,
    drain,
    written: written as readonly Buffer[],
    sent: () => Buffer.concat(written),
    toldOf: () => leftOut,
  };
};

describe('PacketOutput', () => {
  it('sends CONNACK first, whatever comes before it, and says that there is a session', () => {
    const { output, drain, sent } = slowOutput(1000);
    output.isSessionPresent = true;
    output.send(publish('early'));
    output.send(Buffer.concat([connack, publish('late')]));
    drain();
    expect(sent()).toEqual(
      Buffer.concat([Buffer.from([0x20, 2, 1, 0]), publish('early'), publish('late')]),
    );
  });

  it('says nothing of a session to whom it refuses', () => {
    const { output, drain, sent } = slowOutput(1000);
    output.isSessionPresent = true;
    output.send(Buffer.from([0x20, 2, 0, 4]));
    drain();
    expect([...sent()]).toEqual([0x20, 2, 0, 4]);
  });

  it('keeps the order and every byte of what fits, and leaves out whole messages', () => {
    const { output, problems, drain, sent, toldOf } = slowOutput(100_000);
    output.send(Buffer.from(connack));
    const fitting = Array.from({ length: 9 }, (_each, index) => publish(`${index}`.repeat(10_000)));
    output.send(
      Buffer.concat([...fitting, publish('x'.repeat(20_000)), publish('y'.repeat(20_000))]),
    );
    expect(output.leftOut).toBe(2);
    drain();
    output.send(publish('after'));
    drain();
    expect(sent()).toEqual(Buffer.concat([connack, ...fitting, publish('after')]));
    expect(toldOf()).toBe(2);
    expect(problems).toEqual([]);
    expect(output.waiting).toBe(0);
  });

  it('takes one packet that is larger than what may wait', () => {
    const { output, drain, sent } = slowOutput(1000);
    output.send(Buffer.from(connack));
    drain();
    const large = publish('x'.repeat(100_000));
    output.send(large);
    drain();
    expect(sent().subarray(4)).toEqual(large);
  });

  it('gives up where a message with QoS 1 does not fit', () => {
    const { output, problems } = slowOutput(1000);
    output.send(Buffer.concat([connack, publish('x'.repeat(990)), publish('y'.repeat(990), 1)]));
    expect(problems).toEqual(['it reads too slowly for what it subscribed to']);
  });

  it('has room for some answers more, and gives up where they are never read', () => {
    const { output, problems } = slowOutput(1000);
    output.send(Buffer.concat([connack, publish('x'.repeat(990)), pingresp]));
    expect(problems).toEqual([]);
    for (let count = 0; count < 40_000 && problems.length === 0; count += 1) output.send(pingresp);
    expect(problems).toHaveLength(1);
    expect(output.waiting).toBeLessThan(70_000);
  });

  it('calls back when half of what may wait is gone, or when all is over', () => {
    const { output, drain } = slowOutput(10_000);
    const calls: string[] = [];
    output.send(connack);
    output.whenRoomyFor(0, () => calls.push('at once'));
    output.send(publish('x'.repeat(9000)));
    output.whenRoomyFor(0, () => calls.push('later'));
    expect(calls).toEqual(['at once']);
    drain();
    expect(calls).toEqual(['at once', 'later']);
    output.send(publish('x'.repeat(9000)));
    output.whenRoomyFor(0, () => calls.push('closed'));
    output.close();
    expect(calls).toEqual(['at once', 'later', 'closed']);
  });

  it('sends a payload that comes apart, without a copy, in pieces', () => {
    const { output, written, drain } = slowOutput(1_000_000);
    const whole = publish('x'.repeat(100_000));
    const head = whole.length - 100_000;
    output.send(Buffer.concat([pingresp, whole.subarray(0, head)]), whole.subarray(head));
    output.send(connack);
    output.send(pingresp);
    for (let count = 0; count < 20; count += 1) drain();
    expect(Buffer.concat(written)).toEqual(Buffer.concat([connack, pingresp, whole, pingresp]));
    expect(written.filter(({ buffer }) => buffer === whole.buffer)).toHaveLength(7);
    expect(output.waiting).toBe(0);
  });

  it('leaves out a payload that comes apart where there is no room for it', () => {
    const { output, toldOf } = slowOutput(100_000);
    output.send(Buffer.concat([connack, publish('x'.repeat(50_000))]));
    const whole = publish('x'.repeat(70_000));
    output.send(whole.subarray(0, 10), whole.subarray(10));
    expect(toldOf()).toBe(1);
    expect(output.waiting).toBeLessThan(51_000);
  });
});
