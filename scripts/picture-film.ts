import { setTimeout as pause } from 'node:timers/promises';
import type { TestTerminal } from '../test/support/terminal.ts';
import { goTo } from './picture-actions.ts';
import type { Picture } from './picture-scene.ts';
import { darkPalette } from './svg-palette.ts';

/** Types a sentence at the pace of a person. */
const write = async (person: TestTerminal, sentence: string): Promise<void> => {
  for (const character of sentence) {
    person.type(character);
    await pause(character === ' ' ? 110 : 80);
  }
};

/** Chat, the tree, a chart: the whole program in a quarter of a minute. */
export const filmPicture: Picture = {
  file: 'film.svg',
  description:
    'mqtt-tui: a greeting in Chinese is answered in the chat and acknowledged by the broker, ' +
    'then a topic is found in the tree and its temperature drawn as a chart',
  palette: darkPalette,
  columns: 110,
  rows: 26,
  scenes: [
    {
      what: 'the people have said what they say by themselves, and the curves have grown',
      play: async (alice) => {
        await alice.waitFor('homeassistant');
        await goTo(alice, 'home/energy/solar');
        await goTo(alice, 'home/weather/outdoor');
        alice.press('Alt+1');
        await alice.waitFor('谢谢！', { timeout: 30_000 });
        await alice.waitFor(/[▁-█]{5}/, { timeout: 60_000 });
        await pause(20_000);
      },
    },
    {
      what: 'Alice asks',
      isFilmed: true,
      play: async (alice) => {
        await pause(900);
        await write(alice, '你好 小梅, is it warm in the lounge?');
        await pause(400);
        alice.press('Enter');
        await alice.waitFor(/in the lounge\? +✓/);
      },
    },
    {
      what: '小梅 answers',
      isFilmed: true,
      play: async (alice) => {
        await alice.waitFor('刚刚好');
        await pause(1_600);
      },
    },
    {
      what: 'she goes to the topic in the tree',
      isFilmed: true,
      play: async (alice) => {
        alice.press('Ctrl+P');
        await pause(600);
        await write(alice, 'lounge cl');
        await pause(800);
        alice.press('Enter');
        await alice.waitFor('publish to zigbee2mqtt/lounge/climate');
        await pause(1_500);
      },
    },
    {
      what: 'and draws its chart',
      isFilmed: true,
      play: async (alice) => {
        alice.press('c');
        await alice.waitFor(/▸ +\.temperature/);
        await pause(1_200);
        alice.press('Enter');
        await alice.waitFor(/lounge\/climate \.temperature .* all /);
        await pause(4_500);
      },
    },
  ],
};
