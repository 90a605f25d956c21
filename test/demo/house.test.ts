import { describe, expect, it } from 'vitest';
import type { Family, HouseMessage } from '../../source/demo/family.ts';
import { homeAssistant } from '../../source/demo/home-assistant.ts';
import { homeMeters } from '../../source/demo/meters.ts';
import { sparkplug } from '../../source/demo/sparkplug.ts';
import { tasmota } from '../../source/demo/tasmota.ts';
import { zigbee } from '../../source/demo/zigbee.ts';
import { topicNameProblem } from '../../source/mqtt/topic.ts';
import { persons } from '../../source/demo/persons.ts';

const families = (): Family[] => [zigbee(), homeAssistant(), tasmota(), sparkplug(), homeMeters()];

/** What a family says in so many ticks. */
const said = (family: Family, ticks: number): HouseMessage[] =>
  Array.from({ length: ticks }, (_, index) => family.tick(index + 1)).flat();

/** The ticks of five minutes. */
const fiveMinutes = 600;

const textOf = ({ payload }: HouseMessage): string => payload.toString();

const on = (messages: readonly HouseMessage[], topic: string): string[] =>
  messages.filter((message) => message.topic === topic).map(textOf);

describe('the house', () => {
  it('has some hundred topics with valid names, and a few messages a second', () => {
    const all = families().flatMap((family) => [...family.retained, ...said(family, fiveMinutes)]);
    const topics = new Set(all.map(({ topic }) => topic));
    expect(topics.size).toBeGreaterThan(60);
    expect(topics.size).toBeLessThan(120);
    expect([...topics].filter((topic) => topicNameProblem(topic) !== undefined)).toEqual([]);
    const retained = families().flatMap((family) => family.retained).length;
    expect((all.length - retained) / 300).toBeLessThan(12);
  });

  it('says the same in every run', () => {
    expect(said(zigbee(), 100)).toEqual(said(zigbee(), 100));
  });

  it('has temperatures that swing, a door that opens, a sensor that falls silent', () => {
    const messages = said(zigbee(), fiveMinutes);
    const lounge = on(messages, 'zigbee2mqtt/lounge/climate').map(
      (text) => (JSON.parse(text) as { temperature: number }).temperature,
    );
    expect(lounge.every((value) => value > 20 && value < 23)).toBe(true);
    expect(new Set(lounge).size).toBeGreaterThan(8);
    const door = on(messages, 'zigbee2mqtt/hall/door');
    expect(door.length).toBeGreaterThan(10);
    expect(door[0]).toContain('"contact":false');
    expect(door[1]).toContain('"contact":true');
    const freezer = messages.findLastIndex(({ topic }) => topic === 'zigbee2mqtt/cellar/freezer');
    expect(freezer).toBeLessThan(messages.length / 10);
    expect(on(messages, 'zigbee2mqtt/cellar/freezer').length).toBeGreaterThanOrEqual(4);
  });

  it('keeps of the removed device only what nobody has cleared', () => {
    const all = families().flatMap(({ retained }) => retained);
    const leftovers = all.filter(({ topic }) => /garage|0x00158d0001e50001/.test(topic));
    expect(leftovers.length).toBeGreaterThan(3);
    expect(on(all, 'zigbee2mqtt/bridge/devices').join('')).not.toContain('garage');
    const later = families().flatMap((family) => said(family, fiveMinutes));
    expect(later.filter(({ topic }) => /garage|0x00158d0001e50001/.test(topic))).toEqual([]);
  });
});

describe('a command', () => {
  it.each([
    ['OFF', '"state":"OFF"'],
    ['{"state":"toggle"}', '"state":"OFF"'],
    ['{"brightness":-5}', '"brightness":0'],
    ['{"brightness":1e9}', '"brightness":254'],
  ])('to the lamp changes its state: %s', (command, state) => {
    const [answer] = zigbee().answer('zigbee2mqtt/lounge/lamp/set', command);
    expect(answer).toMatchObject({ topic: 'zigbee2mqtt/lounge/lamp', retain: true });
    expect(answer && textOf(answer)).toContain(state);
  });

  it.each(['', '{', '[]', '{"state":{}}', '{"__proto__":{"state":"OFF"}}', 'x'.repeat(1e5)])(
    'that means nothing changes nothing',
    (command) => {
      expect(zigbee().answer('zigbee2mqtt/lounge/lamp/set', command)).toEqual([]);
    },
  );

  it('to a plug is answered as Tasmota does', () => {
    const plugs = tasmota();
    const power = (payload: string): string[] =>
      plugs.answer('cmnd/boiler/POWER', payload).map((one) => `${one.topic} ${textOf(one)}`);
    const isOff = ['stat/boiler/RESULT {"POWER":"OFF"}', 'stat/boiler/POWER OFF'];
    expect(power('off')).toEqual(isOff);
    expect(power('')).toEqual(isOff);
    expect(power('2').at(-1)).toBe('stat/boiler/POWER ON');
    expect(plugs.answer('cmnd/boiler/Reset', '1')).toEqual([]);
  });

  it('lets the edge node be born again', () => {
    const births = sparkplug().answer('spBv1.0/House/NCMD/heating', '');
    expect(births.map(({ topic }) => topic)).toEqual([
      'spBv1.0/House/NBIRTH/heating',
      'spBv1.0/House/DBIRTH/heating/heat pump',
    ]);
    expect(births.some(({ retain }) => retain)).toBe(false);
  });
});

it('everybody has an answer to everything', () => {
  for (const { answer } of persons)
    for (const say of ['hello', '你好', 'thanks', 'is it warm?', 'how?', 'ok', '', '\n'])
      expect(answer('alice', say)).not.toBe('');
});
