import { expect, it } from 'vitest';
import { decodeFlags } from '../../source/command-line/decode-flags.ts';
import { messageWriter } from '../../source/command-line/message-writer.ts';
import { DecodedPayload } from '../../source/command-line/read-payloads.ts';
import { MessageReader } from '../../source/payload/message-reader.ts';
import { flagValues } from '../support/flag-values.ts';
import { aMessage } from '../support/messages.ts';
import { writtenBytes } from '../support/written-bytes.ts';

/** Control characters other than those that end and indent lines. */
// oxlint-disable-next-line no-control-regex -- these are what must not come through
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const hostile = [
  'red \u001b[31m',
  '{"a":"\u009b31m"}',
  '"\u001b"',
  Buffer.from('81a1611b', 'hex'),
  // {"a": "\u001b[31m"} in MessagePack.
  Buffer.from('81a161a51b5b33316d', 'hex'),
  Buffer.from([0xff, 0x1b, 0x5b]),
];

const flags = [
  ['-v'],
  ['-F', '%t %p %j'],
  ['-F', '%j', '--pretty'],
  ['-v', '--pretty'],
  ['-v', '--decode', 'msgpack'],
  ['--json'],
  ['--json', '--pretty'],
  ['--json', '--decode', 'msgpack'],
  ['--csv'],
  ['--csv', '--decode', 'msgpack'],
].map((args) => ({ args }));

it.each(flags)('what is printed with $args harms no terminal', async ({ args }) => {
  const values = flagValues('sub', args);
  const reader = await MessageReader.open(await decodeFlags(values));
  const isDecoded = values.pretty || values.decode.length > 0;
  const decoded = isDecoded ? new DecodedPayload(reader, () => undefined) : undefined;
  const writer = messageWriter(values, { isTerminal: true, decoded, say: () => undefined });
  for (const payload of hostile) {
    const message = aMessage('t/\u001b[2J', payload, { properties: { contentType: '\u001bc' } });
    reader.take(message);
    const text = writtenBytes((into) => writer.write(message, { dup: false }, into)).toString();
    expect(text.replace(/\r\n$/, '')).not.toMatch(harmful);
    expect(text).not.toBe('');
  }
});
