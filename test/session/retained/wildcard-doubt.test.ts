import { expect, it } from 'vitest';
import { wildcardDoubt } from '../../../source/session/retained/wildcard-doubt.ts';

it.each<[string[], boolean | undefined, RegExp]>([
  [['a/#'], true, /^$/],
  [['a', 'b/c'], false, /^$/],
  [['a', 'b/c'], undefined, /^$/],
  [['a', '+/c'], false, /^This broker hands no retained messages to filters with wildcards/],
  [['a/#'], undefined, /^Some brokers, such as RabbitMQ, hand none to filters with wildcards/],
])('nothing on %j of a broker that hands out by wildcard (%j): %s', (filters, handsOut, said) => {
  expect(wildcardDoubt(filters, handsOut)).toMatch(said);
});
