import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openTerminal, type TestTerminal } from '../test/support/terminal.ts';
import { chatPictures } from './picture-chat.ts';
import { filmPicture } from './picture-film.ts';
import { comparePicture, watchPicture } from './picture-watch.ts';
import type { Picture } from './picture-scene.ts';
import { drawFilm, type Frame } from './svg-film.ts';
import { drawScreen, type ScreenPicture } from './svg-screen.ts';

/** Draws the README's pictures, each from a real run of the demo. */

const { values: flags } = parseArgs({
  options: {
    program: { type: 'string', default: 'dist/cli.js' },
    folder: { type: 'string', default: 'docs' },
    only: { type: 'string' },
  },
});

/** What the screen shows. */
const shot = (terminal: TestTerminal): Pick<ScreenPicture, 'cells' | 'cursor'> => {
  const { x, y, visible } = terminal.cursor();
  return { cells: terminal.cells(), ...(visible ? { cursor: { x, y } } : {}) };
};

/** A shot between two frames, so that everything on it belongs together. */
const wholeShot = async (terminal: TestTerminal): Promise<ReturnType<typeof shot>> => {
  let taken = shot(terminal);
  await terminal.waitFor(() => {
    taken = shot(terminal);
    return true;
  });
  return taken;
};

/** The shortest time for which a frame can be seen, ms. */
const shortestFrame = 60;

/** Drops the frames that nobody would see. */
const seen = (frames: readonly Frame[]): Frame[] =>
  frames.filter(({ at }, index) => (frames[index + 1]?.at ?? Infinity) - at >= shortestFrame);

const startAlice = ({ flags: more = [], palette, columns = 120, rows }: Picture): TestTerminal =>
  openTerminal({
    command: process.execPath,
    args: [resolve(flags.program), '--demo', '--nick', 'alice', ...more],
    columns,
    rows,
    background: palette.background,
  });

const take = async (picture: Picture): Promise<string> => {
  const alice = startAlice(picture);
  const film: Frame[] = [];
  let isFilming = false;
  alice.watch(() => {
    if (isFilming) film.push({ at: performance.now(), ...shot(alice) });
  });
  try {
    for (const { what, play, isFilmed = false } of picture.scenes) {
      isFilming = isFilmed;
      if (isFilming) film.push({ at: performance.now(), ...(await wholeShot(alice)) });
      await play(alice).catch((error: unknown) => {
        throw new Error(`${picture.file}: scene "${what}" does not happen`, { cause: error });
      });
    }
    isFilming = false;
    const { palette, description } = picture;
    const looks = { palette, description, title: alice.title() || 'mqtt-tui' };
    return film.length > 0
      ? drawFilm({ ...looks, frames: seen(film), lastStays: 1_500 })
      : drawScreen({ ...looks, ...(await wholeShot(alice)) });
  } finally {
    await alice.dispose();
  }
};

await mkdir(flags.folder, { recursive: true });
for (const picture of [filmPicture, ...chatPictures, watchPicture, comparePicture])
  if (flags.only === undefined || flags.only === picture.file)
    await writeFile(join(flags.folder, picture.file), await take(picture));
