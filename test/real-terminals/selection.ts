import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './check.ts';
import { inScene, type Scene, unfoldTopics } from './scene.ts';

/** What is selected: this many columns of one row of the log. */
const left = 62;
const width = 16;

/** The columns of the tree. */
const tree = { x: 1, width: 40 } as const;

/** The rows that take turns, all beside topics that change. */
const rowOf = (sample: number): number => 6 + ((sample * 7) % 24);

/** How often the row of the tree must change beside what is selected. */
const changes = 3;

/** ms for that. */
const patience = 30_000;

/** ms after which everything has been drawn. */
const settling = 3000;

/** More lines than the log has rows. */
const filling = 60;

/** How many bytes of two pictures of one size differ. */
const difference = (a: Buffer, b: Buffer): number =>
  a.reduce((sum, byte, index) => sum + (byte === b[index] ? 0 : 1), 0);

/** Resolves when the tree has changed in a row so often. */
const treeChanges = async ({ desktop, window }: Scene, row: number): Promise<void> => {
  const look = (): Promise<Buffer> => desktop.pixels(window.area({ ...tree, y: row, height: 1 }));
  const end = Date.now() + patience;
  let before = await look();
  for (let seen = 0; seen < changes;) {
    if (Date.now() > end) throw new Error(`row ${row} of the tree does not change`);
    const now = await look();
    if (difference(before, now) > 0) seen += 1;
    before = now;
  }
};

/** Puts the mouse on a cell. */
const move = async ({ desktop, window }: Scene, x: number, y: number): Promise<void> => {
  const at = window.area({ x, y, width: 1, height: 1 });
  await desktop.xdotool('mousemove', `${at.x + 2}`, `${at.y + Math.floor(at.height / 2)}`);
};

/** Selects a piece of a row. With Shift the mouse is the terminal's. */
const select = async (scene: Scene, row: number): Promise<void> => {
  const { xdotool } = scene.desktop;
  await xdotool('keydown', 'shift');
  await move(scene, left - 2, row);
  await xdotool('mousedown', '1');
  await move(scene, left + 5, row);
  await move(scene, left + width + 2, row);
  await xdotool('mouseup', '1', 'keyup', 'shift');
};

/** Clicks where nothing is to be selected. */
const deselect = async (scene: Scene): Promise<void> => {
  const { xdotool } = scene.desktop;
  await xdotool('keydown', 'shift');
  await move(scene, left, 1);
  await xdotool('click', '1', 'keyup', 'shift');
  // Two clicks at once would select a word.
  await sleep(1000);
};

/** Whether what is selected with the mouse in the log stays selected while the tree beside it changes. */
export const selection: Check = async ({ terminal, samples, picture, note }) =>
  await inScene({ terminal }, async (scene) => {
    const { desktop, house, window } = scene;
    for (let line = 0; line < filling; line += 1)
      await house.say('alice', `Line ${line} is there to be selected`);
    await house.devices.pace(30);
    await sleep(settling);
    await unfoldTopics(scene);
    let right = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const row = rowOf(sample);
      const look = (): Promise<Buffer> =>
        desktop.pixels(window.area({ x: left, y: row, width, height: 1 }));
      const bare = await look();
      let selected = bare;
      // The tree may change between the selecting and the looking.
      for (let tries = 0; difference(bare, selected) < bare.length / 2; tries += 1) {
        if (tries === 5) {
          await desktop.picture(picture('not-selected'));
          throw new Error('nothing is selected');
        }
        await select(scene, row);
        selected = await look();
      }
      if (sample === 0) await desktop.picture(picture('selected'));
      await treeChanges(scene, row);
      const isRight = difference(await look(), selected) === 0;
      if (isRight) right += 1;
      note(`row ${row}: ${isRight ? 'still selected' : 'lost'}`);
      if (sample === 0) await desktop.picture(picture('later'));
      await deselect(scene);
    }
    return [{ what: 'the selection survived', right, samples }];
  });
