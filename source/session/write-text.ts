import { type FileMode, openWritable, writeProblem } from './recording/writable-file.ts';

/** How many characters are gathered before they are written, in UTF-16 units. */
const batch = 256 * 1024;

/**
 * Writes pieces of text to a file, and takes the next ones only when the disk has taken those before.
 * Resolves to the number of bytes written. Rejects with `FileExists`, or with an error whose message is a
 * sentence.
 */
export const writeText = async (
  path: string,
  mode: FileMode,
  pieces: Iterable<string>,
): Promise<number> => {
  const file = await openWritable(path, mode);
  let [text, size] = ['', 0];
  const write = async (): Promise<void> => {
    const bytes = Buffer.from(text);
    text = '';
    size += bytes.length;
    await file.appendFile(bytes);
  };
  try {
    for (const piece of pieces) {
      text += piece;
      if (text.length >= batch) await write();
    }
    await write();
  } catch (error) {
    throw new Error(writeProblem(path, error), { cause: error });
  } finally {
    await file.close();
  }
  return size;
};
