import type { TestTerminal } from '../test/support/terminal.ts';
import type { Picture } from './picture-scene.ts';
import { darkPalette, lightPalette } from './svg-palette.ts';

/** Types a sentence as a person does, who sees it before the Enter. */
const say = async (person: TestTerminal, sentence: string): Promise<void> => {
  person.type(sentence);
  await person.waitFor(sentence);
  person.press('Enter');
};

/** A conversation beside the topics of a house. */
const chat: Omit<Picture, 'file' | 'palette'> = {
  description: 'mqtt-tui: the topics of a house on the left, a chat on the right',
  rows: 32,
  flags: ['--nick', 'alice'],
  scenes: [
    {
      what: 'the house is seen',
      play: ({ alice }) => alice.waitFor('zigbee2mqtt'),
    },
    {
      what: 'Bob comes',
      play: async ({ alice, bob }) => {
        await bob().waitFor('zigbee2mqtt');
        await alice.waitFor(/bob +Hello,anyone!/);
      },
    },
    {
      what: 'Bob asks her, in Chinese',
      play: async ({ alice, bob }) => {
        await say(bob(), 'alice 你好！客厅现在多少度？');
        await alice.waitFor('客厅现在多少度');
      },
    },
    {
      what: 'Alice answers',
      play: async ({ alice, bob }) => {
        await say(alice, '21.5 °C, the heating is on since six');
        await bob().waitFor('the heating is on');
      },
    },
    {
      what: 'Bob is glad',
      play: async ({ alice, bob }) => {
        await say(bob(), '/me makes tea');
        await alice.waitFor(/bob makes tea/);
      },
    },
    {
      what: 'the curves grow',
      play: ({ alice }) => alice.waitFor(/temperature .* [▁-█]{6}/),
    },
  ],
};

/** The same on a dark and on a light background. */
export const chatPictures: readonly Picture[] = [
  { ...chat, file: 'screen.svg', palette: darkPalette },
  { ...chat, file: 'screen-light.svg', palette: lightPalette },
];
