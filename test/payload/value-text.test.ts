import { expect, it } from 'vitest';
import { valueText } from '../../source/payload/value-text.ts';
import type { Value } from '../../source/payload/value.ts';

const number = (text: string): Value => ({ kind: 'number', text });
const hi: Value = { kind: 'bytes', bytes: Buffer.from('hi') };

it.each<[Value, string]>([
  [{ kind: 'string', text: 'say "x"' }, 'say "x"'],
  [hi, '6869'],
  [{ kind: 'tag', tag: 't', value: { kind: 'string', text: 'x' } }, 'x'],
  [number('12345678901234567890'), '12345678901234567890'],
  [number('-0'), '-0'],
  [number('Infinity'), 'Infinity'],
  [number('-Infinity'), '-Infinity'],
  [number('+5'), '+5'],
  [number('0xFF'), '0xFF'],
  // Within JSON, only what JSON takes for a number is one.
  [
    {
      kind: 'list',
      items: ['1e400', '-0.0', '+5', '.5', '5.', '007', '0xFF', 'NaN'].map((text) => number(text)),
    },
    '[1e400,-0.0,"+5",".5","5.","007","0xFF","NaN"]',
  ],
  [{ kind: 'null' }, 'null'],
  [{ kind: 'undefined' }, 'null'],
  [{ kind: 'boolean', value: false }, 'false'],
  [{ kind: 'omitted', why: 'too "much"' }, '"too \\"much\\""'],
  [
    {
      kind: 'list',
      items: [hi, { kind: 'tag', tag: 't', value: number('1') }, { kind: 'string', text: 'a"' }],
    },
    '["6869",1,"a\\""]',
  ],
  [
    {
      kind: 'map',
      members: [
        { key: 'a"', value: { kind: 'string', text: 'é', source: '\\u00e9' } },
        { key: 'b', value: { kind: 'list', items: [] } },
        { key: 'b', value: { kind: 'map', members: [] } },
      ],
    },
    '{"a\\"":"\\u00e9","b":[],"b":{}}',
  ],
])('%j is pasted as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
