import { readFile, stat } from 'node:fs/promises';
import { inHome } from './home-path.ts';

/** The largest file that a payload is read from, bytes. */
const longest = 16 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  ENOTDIR: 'there is no such file',
};

/** Reads the bytes of a file; `~/` is the home folder. Rejects with an error whose message is a sentence. */
export const readPayloadFile = async (path: string, home: string): Promise<Buffer> => {
  const place = inHome(path, home);
  const sorry = (why: string): Error => new Error(`"${path}" cannot be the payload: ${why}.`);
  try {
    const found = await stat(place);
    // Reading a pipe would wait for its writer.
    if (!found.isFile()) throw sorry('it is not a file');
    if (found.size > longest)
      throw sorry(`it has ${found.size} bytes, and the limit is ${longest}`);
    return await readFile(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : sorry(reasons[code] ?? code);
  }
};
