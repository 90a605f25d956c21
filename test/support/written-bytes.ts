import { ByteWriter } from '../../source/payload/byte-writer.ts';
import { addMessageJson } from '../../source/payload/message-json.ts';
import type { Message } from '../../source/mqtt/message.ts';

/** What is added to a writer that has something in it already. */
export const writtenBytes = (add: (into: ByteWriter) => unknown): Buffer => {
  const writer = new ByteWriter(4);
  writer.addText('before');
  add(writer);
  const bytes = writer.take();
  if (!bytes.toString().startsWith('before')) throw new Error('what was there has changed');
  return bytes.subarray(6);
};

/** The JSON of `%j` or `%J`; `undefined` where nothing is added. */
export const messageJson = (
  message: Message,
  messageId: number,
  payloadAs: 'text' | 'json',
): Buffer | undefined => {
  let isAdded = false;
  const bytes = writtenBytes((into) => {
    isAdded = addMessageJson(message, messageId, payloadAs, into);
  });
  if (!isAdded && bytes.length > 0) throw new Error('a part was added');
  return isAdded ? bytes : undefined;
};
