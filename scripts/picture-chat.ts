import type { TestTerminal } from '../test/support/terminal.ts';
import type { Picture } from './picture-scene.ts';
import { darkPalette, lightPalette } from './svg-palette.ts';

/** Types a sentence as a person does, who sees it before pressing Enter. */
const say = async (person: TestTerminal, sentence: string): Promise<void> => {
  person.type(sentence);
  await person.waitFor(sentence);
  person.press('Enter');
};

/** A conversation next to the topics of a house. */
const chat: Omit<Picture, 'file' | 'palette'> = {
  description:
    'mqtt-tui: rooms and the topics of a house on the left, a chat in the middle, people on the right',
  rows: 26,
  flags: ['--nick', 'alice', '--room', 'chat', '--room', 'ops'],
  scenes: [
    {
      what: 'Alice sees the house',
      play: ({ alice }) => alice.waitFor('livingroom'),
    },
    {
      what: 'Bob joins',
      play: async ({ alice, bob }) => {
        await bob().waitFor('livingroom');
        await alice.waitFor(/bob +Hello,anyone!/);
      },
    },
    {
      what: 'Bob asks for a temperature in Chinese',
      play: async ({ alice, bob }) => {
        await say(bob(), 'alice 你好！客厅现在多少度？');
        await alice.waitFor('客厅现在多少度');
      },
    },
    {
      what: 'Alice shares it',
      play: async ({ alice, bob }) => {
        await say(alice, '/share home/livingroom/temperature');
        await bob().waitFor('home/livingroom/temperature =');
        await say(alice, 'The heating has been on since six');
        await bob().waitFor('since six');
      },
    },
    {
      what: 'Bob says more, here and in another room',
      play: async ({ alice, bob }) => {
        await say(bob(), '谢谢！That will do');
        await say(bob(), '/me makes tea');
        await alice.waitFor('bob makes tea');
        await say(bob(), '/join ops');
        await bob().waitFor(/bob +Hello,anyone!.*✓/);
        await say(bob(), 'The backup is done');
        await alice.waitFor(/# ops +2/);
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
