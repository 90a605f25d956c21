import { setTimeout as pause } from 'node:timers/promises';
import type { TestTerminal } from '../test/support/terminal.ts';
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
    'mqtt-tui: a question comes in the chat, an answer is typed and acknowledged by the broker, ' +
    'then a topic is found in the tree and its temperature drawn as a chart',
  palette: darkPalette,
  columns: 110,
  rows: 26,
  interval: 700,
  flags: ['--nick', 'alice'],
  scenes: [
    {
      what: 'both are there, and the curves have grown',
      play: async ({ alice, bob }) => {
        await alice.waitFor('livingroom');
        await bob().waitFor('livingroom');
        await alice.waitFor(/power .* [▁-█]{5}/);
        await pause(20_000);
      },
    },
    {
      what: 'Bob asks',
      isFilmed: true,
      play: async ({ alice, bob }) => {
        await pause(900);
        bob().type('alice 你好! Is the bedroom warm yet?\r');
        await alice.waitFor('warm yet');
        await pause(1_300);
      },
    },
    {
      what: 'Alice answers',
      isFilmed: true,
      play: async ({ alice }) => {
        await write(alice, '你好 bob, let me look');
        await pause(400);
        alice.press('Enter');
        await alice.waitFor(/let me look +✓/);
        await pause(1_400);
      },
    },
    {
      what: 'she goes to the topic in the tree',
      isFilmed: true,
      play: async ({ alice }) => {
        alice.press('Tab');
        await pause(900);
        alice.press('Ctrl+P');
        await alice.waitFor('Find anything');
        await pause(600);
        await write(alice, 'bed temp');
        await pause(800);
        alice.press('Enter');
        await alice.waitFor('publish to home/bedroom/temperature');
        await pause(1_500);
      },
    },
    {
      what: 'and draws its chart',
      isFilmed: true,
      play: async ({ alice }) => {
        alice.press('c');
        await alice.waitFor(' s, all ');
        await pause(4_500);
      },
    },
  ],
};
