import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startMosquitto } from '../test/support/mosquitto.ts';
import { openTerminal, type TestTerminal } from '../test/support/terminal.ts';
import { chatPictures } from './picture-chat.ts';
import { startHouse } from './picture-house.ts';
import { comparePicture, inspectorPicture } from './picture-inspector.ts';
import type { Picture, Stage } from './picture-scene.ts';
import { drawScreen, type ScreenPicture } from './svg-screen.ts';

/** Draws the README's pictures, each from a real run on a broker of its own. */

const { values: flags } = parseArgs({
  options: {
    program: { type: 'string', default: 'dist/cli.js' },
    folder: { type: 'string', default: 'docs' },
  },
});

/** What the screen shows between two frames, when it belongs together. */
const wholeFrame = async (
  terminal: TestTerminal,
): Promise<Pick<ScreenPicture, 'cells' | 'cursor'>> => {
  let frame: Pick<ScreenPicture, 'cells' | 'cursor'> = { cells: [] };
  await terminal.waitFor(() => {
    const { x, y, visible } = terminal.cursor();
    frame = { cells: terminal.cells(), ...(visible ? { cursor: { x, y } } : {}) };
    return true;
  });
  return frame;
};

const startPerson = (port: number, picture: Picture, more: readonly string[]): TestTerminal => {
  const server = ['--host', '127.0.0.1', '--port', String(port)];
  return openTerminal({
    command: process.execPath,
    args: [resolve(flags.program), ...server, '-t', '#', ...more],
    columns: 120,
    rows: picture.rows,
    background: picture.palette.background,
  });
};

const take = async (picture: Picture): Promise<string> => {
  const broker = await startMosquitto();
  const house = await startHouse(broker.port);
  const alice = startPerson(broker.port, picture, picture.flags);
  let bob: TestTerminal | undefined;
  const stage: Stage = {
    alice,
    bob: () => (bob ??= startPerson(broker.port, picture, ['--nick', 'bob'])),
  };
  try {
    for (const { what, play } of picture.scenes) {
      await play(stage).catch((error: unknown) => {
        throw new Error(`${picture.file}: scene "${what}" does not happen`, { cause: error });
      });
    }
    return drawScreen({
      ...(await wholeFrame(alice)),
      palette: picture.palette,
      title: alice.title() || 'mqtt-tui',
      description: picture.description,
    });
  } finally {
    await Promise.all([alice.dispose(), bob?.dispose()]);
    await house.stop();
    await broker.stop();
  }
};

await mkdir(flags.folder, { recursive: true });
for (const picture of [...chatPictures, inspectorPicture, comparePicture])
  await writeFile(join(flags.folder, picture.file), await take(picture));
