import { setTimeout as sleep } from 'node:timers/promises';
import type { Area } from './desktop.ts';
import { type InputMethod, startInputMethod } from './input-method.ts';
import { inputPlace, inScene } from './scene.ts';
import type { Check } from './check.ts';

/** ms for the window to open or to close. */
const patience = 3000;

/** ms that the window has to find its place, in which more than ten frames are drawn. */
const finding = 500;

const isOpen = async (method: InputMethod, wanted: boolean): Promise<Area | undefined> => {
  const end = Date.now() + patience;
  for (;;) {
    const area = await method.candidates();
    if ((area !== undefined) === wanted || Date.now() > end) return area;
    await sleep(20);
  }
};

/** What is typed, and what is chosen for it with Space. */
const typed = ['n', 'i', 'h', 'a', 'o'] as const;
const chosen = '你好';

/** It is right when the window begins right below or above the cursor, or (kitty) what is typed behind it. */
const isAt = (window: Area, cell: Area): boolean => {
  const below = window.y - cell.y;
  const above = cell.y - (window.y + window.height);
  const right = (window.x - cell.x) / cell.width;
  return (
    Math.abs(right) <= typed.length + 1 &&
    ((below > 0 && below <= 2 * cell.height) || (above >= -cell.height && above <= cell.height))
  );
};

/** Whether the candidate window of an input method stands at the input box while messages come, and the words arrive. */
export const candidates: Check = async ({ terminal, samples, picture, note }) => {
  const place = await inputPlace();
  let method: InputMethod | undefined;
  const prepare = async (...args: Parameters<typeof startInputMethod>): Promise<InputMethod> =>
    (method = await startInputMethod(...args));
  return await inScene({ terminal, prepare }, async ({ desktop, house, window }) => {
    const cell = window.area({ ...place, width: 1, height: 1 });
    await house.devices.pace(30);
    await sleep(patience);
    let right = 0;
    let whole = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      await desktop.xdotool('key', ...typed);
      if ((await isOpen(method!, true)) === undefined) {
        await desktop.picture(picture('no-candidates'));
        throw new Error('the candidate window does not open');
      }
      await sleep(finding);
      const found = (await method!.candidates())!;
      const isRight = isAt(found, cell);
      if (isRight) right += 1;
      if (sample === 0) await desktop.picture(picture('candidates'));
      await desktop.xdotool('key', 'space');
      await isOpen(method!, false);
      if (sample === 0) {
        await sleep(finding);
        await desktop.picture(picture('chosen'));
      }
      const said = house.heard('me');
      await desktop.xdotool('key', 'Return');
      const words = await Promise.race([said, sleep(patience)]);
      if (words === chosen) whole += 1;
      note(
        `${isRight ? 'right' : 'wrong'}: ${found.x - cell.x},${found.y - cell.y} from the cursor; said ${words ?? 'nothing'}`,
      );
    }
    return [
      { what: 'the candidate window was at the input box', right, samples },
      { what: 'what was chosen was said whole', right: whole, samples },
    ];
  });
};
