import { isUtf8 } from 'node:buffer';
import { utf8Start } from './utf8.ts';

/** If more than one character in ten is one of these, the payload counts as binary data. */
// oxlint-disable-next-line no-control-regex -- control characters are what is counted
const control = /[\p{Cc}--[\t\n\r\u001b]]/gv;

/** Whether text that happens to be valid UTF-8 is meant to be read. */
export const looksLikeText = (text: string): boolean =>
  (text.match(control)?.length ?? 0) * 10 <= text.length;

/** How many bytes at the start of a payload decide whether it is text. */
const inspectedBytes = 256;

/** Whether a payload begins with text that is meant to be read. */
export const isText = (payload: Uint8Array): boolean => {
  const first = payload[0] ?? 0;
  // Recognises nearly all text at a tenth of the cost.
  if (first >= 0x20 && first < 0x7f && isUtf8(payload)) return true;
  const start = utf8Start(payload, inspectedBytes);
  return start !== undefined && start !== '' && looksLikeText(start);
};
