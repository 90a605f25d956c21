import type { Writable } from 'node:stream';

/** Writes a text. Resolves when all of it is written, or nobody reads it any more. */
export const printText = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve) => {
    stream.on('error', () => resolve());
    stream.write(text, () => resolve());
  });
