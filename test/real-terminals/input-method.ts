import { setTimeout as sleep } from 'node:timers/promises';
import { type Area, configure, type Desktop, windowArea } from './desktop.ts';
import { start } from './processes.ts';

/** Pinyin, as somebody has it who writes Chinese. */
export type InputMethod = {
  /** Where the window with the words to choose from is, while it is open. */
  readonly candidates: () => Promise<Area | undefined>;
  readonly stop: () => Promise<void>;
};

const profile = [
  '[Groups/0]',
  'Name=Default',
  'Default Layout=us',
  'DefaultIM=pinyin',
  '[Groups/0/Items/0]',
  'Name=keyboard-us',
  '[Groups/0/Items/1]',
  'Name=pinyin',
  '[GroupOrder]',
  '0=Default',
];

const state = (desktop: Desktop): Promise<string | undefined> =>
  desktop.ask('fcitx5-remote').catch(() => undefined);

/** Starts fcitx5, ready for pinyin in each window. */
export const startInputMethod = async (desktop: Desktop): Promise<InputMethod> => {
  configure(desktop, ['fcitx5', 'profile'], profile);
  configure(desktop, ['fcitx5', 'config'], ['[Behavior]', 'ActiveByDefault=True']);
  const fcitx = start('fcitx5', ['--disable=cloudpinyin,wayland,notifications'], {
    env: desktop.env,
  });
  for (let tries = 0; (await state(desktop)) === undefined; tries += 1) {
    if (tries > 100) throw new Error('fcitx5 does not start');
    await sleep(100);
  }
  return {
    candidates: async () => {
      const id = await desktop
        .xdotool('search', '--onlyvisible', '--name', '^Fcitx5 Input Window$')
        .catch(() => undefined);
      return id === undefined ? undefined : windowArea(desktop, id.trim());
    },
    stop: fcitx.stop,
  };
};
