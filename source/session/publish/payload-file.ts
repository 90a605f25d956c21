import { readFile, stat } from 'node:fs/promises';
import { inHome } from './home-path.ts';

/** The largest file that a payload is read from, bytes. */
const longest = 16 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is none',
  EACCES: 'it may not be read',
  ENOTDIR: 'there is none',
};

/** The bytes of a file, `~/` being the home folder; rejects with one sentence. */
export const readPayloadFile = async (path: string, home: string): Promise<Buffer> => {
  const place = inHome(path, home);
  const sorry = (why: string): Error => new Error(`"${path}" cannot be the payload: ${why}.`);
  try {
    const found = await stat(place);
    // A pipe would be waited for.
    if (!found.isFile()) throw sorry('it is no file');
    if (found.size > longest)
      throw sorry(`it has ${found.size} bytes, and ${longest} are the most`);
    return await readFile(place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : sorry(reasons[code] ?? code);
  }
};
