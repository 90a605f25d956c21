import { expect, it } from 'vitest';
import { jsonObject, memberOf, shortText } from '../../../source/model/devices/json.ts';
import { compileTemplate } from '../../../source/model/devices/template.ts';

it.each([
  ['{{ value }}', 'on', 'on'],
  ['{{- value -}}', 'on', 'on'],
  ['{{ value_json.state }}', '{"state":"on"}', 'on'],
  ["{{value_json['state'].inner}}", '{"state":{"inner":7}}', '7'],
  ['{{ value_json.state }}', '{"state":9223372036854775807}', '9223372036854775807'],
  ['{{ value_json.state }}', '{"state":-0}', '0'],
  ['{{ value_json.state }}', '{"state":1.0}', '1.0'],
  ['{{ value_json.state }}', '{"state":1.50}', '1.5'],
  ['{{ value_json["state"] }}', '{"state":true}', 'True'],
  ['{{ value_json.state }}', '{"state":false}', 'False'],
  ['{{ value_json.state }}', '{"state":null}', undefined],
  ['{{ value_json.state }}', '{"state":{}}', undefined],
  ['{{ value_json.state }}', '{}', undefined],
  ['{{ value_json.state.inner }}', '{"state":"text"}', undefined],
  ['{{ value_json.toString }}', '{}', undefined],
  ['{{ value_json.state }}', 'on', undefined],
])('the template %s makes of %s %s', (template, text, expected) => {
  expect(compileTemplate(template)?.(text)).toBe(expected);
});

it.each([
  '',
  'online',
  '{{ value_json }}',
  '{{ value | upper }}',
  '{{ value_json.state if x }}',
  'x {{ value }}',
  '{{ value }} x',
  '{{ value_json[0] }}',
  '{{ value_json.1 }}',
])('the template %j takes more than is known', (template) => {
  expect(compileTemplate(template)).toBeUndefined();
});

it('a JSON object is read from text, and its own members of any of these names', () => {
  expect(jsonObject(' {"a":1}')).toEqual({ a: 1 });
  for (const text of ['', '[1]', '7', '{"a"', 'x{}']) expect(jsonObject(text)).toBeUndefined();
  expect(memberOf({ b: 2, c: 3 }, 'a', 'b', 'c')).toBe(2);
  expect(memberOf({}, 'toString')).toBeUndefined();
});

it('a text has one character, and no more than it may', () => {
  expect(['a', 'abc', '', 'abcd', 7].map((value) => shortText(value, 3))).toEqual([
    'a',
    'abc',
    undefined,
    undefined,
    undefined,
  ]);
});
