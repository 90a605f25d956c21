import { type FileMode, openWritable, writeProblem } from './recording/writable-file.ts';

/** How many characters are gathered before they are written. */
const batch = 256 * 1024;

/**
 * Writes pieces of text into a file one after the other, and asks for the next ones when the disk
 * has taken those. Resolves with how many bytes they have. Rejects with `FileExists`, or with an
 * error whose message is a sentence.
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
