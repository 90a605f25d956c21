import { goTo, say } from './picture-actions.ts';
import type { Picture } from './picture-scene.ts';
import { darkPalette, lightPalette } from './svg-palette.ts';

/** A conversation next to the topics of a house. */
const chat: Omit<Picture, 'file' | 'palette'> = {
  description:
    'mqtt-tui: rooms and the topics of a house on the left, a chat in English and Chinese in the middle, people on the right',
  rows: 26,
  scenes: [
    {
      what: 'Alice is greeted',
      play: async (alice) => {
        await alice.waitFor(/bob» Hi alice/);
        await alice.waitFor('alice 你好！');
      },
    },
    {
      what: 'she opens two branches of the tree, and returns to the room',
      play: async (alice) => {
        await goTo(alice, 'home/energy/solar');
        await goTo(alice, 'home/weather/outdoor');
        alice.press('Alt+1');
        await alice.waitFor('╭ #chat');
      },
    },
    {
      what: '小梅 asks for the temperature, and bob knows it',
      play: async (alice) => {
        await alice.waitFor('外面现在多少度', { timeout: 20_000 });
        await alice.waitFor('6 °C', { timeout: 20_000 });
        await alice.waitFor('谢谢！', { timeout: 20_000 });
      },
    },
    {
      what: 'Alice shares a reading',
      play: async (alice) => {
        await say(alice, '/share home/energy/solar');
        await alice.waitFor(/home\/energy\/solar = .*✓/);
        await say(alice, 'Enough sun for the dryer, bob');
        await alice.waitFor(/for the dryer, bob +✓/);
        await alice.waitFor(/bob +Sounds good/);
      },
    },
    {
      what: 'the curves grow',
      play: (alice) => alice.waitFor(/battery .*[▁-█]{5}/, { timeout: 60_000 }),
    },
  ],
};

/** The same on a dark and on a light background. */
export const chatPictures: readonly Picture[] = [
  { ...chat, file: 'screen.svg', palette: darkPalette },
  { ...chat, file: 'screen-light.svg', palette: lightPalette },
];
