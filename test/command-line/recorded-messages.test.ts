import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedMessages } from '../../source/command-line/recorded-messages.ts';
import { encodeMessageLine } from '../../source/payload/message-line.ts';
import { aMessage } from '../support/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a recording that an editor has saved is read as it is shown: a mark, blanks, line ends', async () => {
  const path = join(temporaryFolder(), 'edited.jsonl');
  const line = encodeMessageLine(aMessage('a', 'x'));
  const text = `\ufeff${line}\r\n\r\n  \n${line}\n\ufeff${line}`;
  writeFileSync(path, text);
  const found: unknown[] = [];
  for await (const { number, end, message, problem } of recordedMessages(path))
    found.push([number, end, message?.topic, problem]);
  const first = Buffer.byteLength(`\ufeff${line}\r\n`);
  expect(found).toEqual([
    [1, first, 'a', undefined],
    [4, first + 2 + 3 + line.length + 1, 'a', undefined],
    [5, Buffer.byteLength(text) + 1, undefined, 'This is not a JSON object.'],
  ]);
});
