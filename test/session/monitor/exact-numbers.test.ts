import { describe, expect, it } from 'vitest';
import type { TopicNode } from '../../../source/model/topic-node.ts';
import { Watch } from '../../../source/model/watch.ts';
import { asTest, readFilter } from '../../../source/session/monitor/read-filter.ts';
import { readWatchRule } from '../../../source/session/monitor/watch-rule.ts';
import { reportSentence } from '../../../source/session/monitor/watch-sentence.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

const at = new Date(2026, 10, 22, 21, 3, 4).getTime();

/** What a watch posts about live payloads, one after the other. */
const posted = (typed: string, payloads: readonly string[]): string[] => {
  const rule = readWatchRule('q', `${typed} --post`, {
    room: 'ops',
    postProblem: () => undefined,
  });
  if (typeof rule === 'string') throw new Error(rule);
  const watch = new Watch(1, rule);
  return payloads.flatMap((payload) => {
    const crosses = watch.take('q', Buffer.from(payload), at, false);
    const crossing = watch.latest;
    return crosses && crossing !== undefined
      ? [reportSentence({ ...crossing, watch, withheld: 0 })]
      : [];
  });
};

describe('a watch posts', () => {
  it.each<[string, string[], string[]]>([
    [
      '.id != 0',
      ['{"id":0}', '{"id":1724442618569203714}'],
      ['q .id = 1724442618569203714, now != 0 (21:03:04)'],
    ],
    ['= 9007199254740993', ['1', '9007199254740992'], []],
    ['= 9007199254740993', ['1', '9007199254740993'], ['q = 9007199254740993 (21:03:04)']],
    ['.x > 1', ['{"x":1e400}'], ['q .x = 1e400, now > 1 (21:03:04)']],
    ['.x > 1e399', ['{"x":1e400}'], ['q .x = 1e400, now > 1e399 (21:03:04)']],
    ['.v > 100', ['{"v":127.0}'], ['q .v = 127.0, now > 100 (21:03:04)']],
    ['> 100', ['127.0 °C'], ['q = 127.0 °C, now > 100 (21:03:04)']],
    ['= 0xFF', ['0', '255'], ['q = 255 (21:03:04)']],
    ['= 255', ['0xAB', '0xff'], ['q = 0xff (21:03:04)']],
    ['= 0', ['0xFF', '0x1F', '0xAB'], []],
    ['.a[1] = -0.0', ['{"a":[1,-0.00]}'], ['q .a[1] = -0.00 (21:03:04)']],
  ])('%s with %j: %j', (typed, payloads, sentences) => {
    expect(posted(typed, payloads)).toEqual(sentences);
  });
});

const tree = treeOf();

const heard = (payload: string): TopicNode => {
  tree.record(aMessage('q', payload));
  return nodeOf(tree, 'q');
};

const passes = (filter: string, payload: string): boolean => {
  const read = readFilter(filter, {
    tree: () => tree,
    last: (node) => tree.last(node),
    staleAfter: undefined,
    decode: () => undefined,
    onGivenUp: () => undefined,
  });
  if (typeof read === 'string') throw new Error(read);
  return asTest(read).passes(heard(payload), 0);
};

it.each([
  ['json:.id=1724442618569203715', '{"id":1724442618569203714}', false],
  ['json:.id=1724442618569203714', '{"id":1724442618569203714}', true],
  ['json:.id>1724442618569203713', '{"id":1724442618569203714}', true],
  ['json:.id<1724442618569203714', '{"id":1724442618569203714}', false],
  ['json:.x=1e400', '{"x":1e400}', true],
  ['json:.x=1e400', '{"x":1e401}', false],
  ['json:.x>1e400', '{"x":1e401}', true],
  ['json:.x', '{"x":1e400}', true],
  ['json:.x=0', '{"x":1e-400}', false],
  ['json:.s=0', '{"s":"0xFF"}', false],
  ['json:.s=255', '{"s":"0xFF"}', true],
  ['json:.s=0xFF', '{"s":255}', true],
  ['json:.s>0xA0', '{"s":"0xAB"}', true],
  ['json:.x=0.1', '{"x":0.1000000000000000055511151231257827}', false],
  ['json:.x=1', '{"x":1.0}', true],
  ['json:.x=2', '{"x":1,"x":2.0}', true],
])('the filter %s with %s: %s', (filter, payload, expected) => {
  expect(passes(filter, payload)).toBe(expected);
});
