import type { TestTerminal } from '../test/support/terminal.ts';
import { goTo } from './picture-actions.ts';
import type { Picture } from './picture-scene.ts';
import { darkPalette } from './svg-palette.ts';

/** From the tree into the details, and there from the whole payload to its first member. */
const moveToTemperature = async (person: TestTerminal): Promise<void> => {
  person.press('Tab', 'Tab');
  await person.waitFor('Enter fold');
  person.press('Down');
  await person.waitFor(/\.temperature [·─]/);
};

/** Two thermometers of the house in one chart, with the details of one of them below. */
export const watchPicture: Picture = {
  file: 'watch.svg',
  description:
    'mqtt-tui: a tree of topics with small curves, a chart of the temperatures of two rooms, ' +
    'and the JSON payload that one of them comes from',
  palette: darkPalette,
  rows: 30,
  flags: ['--no-chat'],
  scenes: [
    {
      what: 'the house is seen',
      play: (alice) => alice.waitFor('homeassistant'),
    },
    {
      what: 'Alice draws the temperature of the lounge',
      play: async (alice) => {
        await goTo(alice, 'zigbee2mqtt/lounge/climate');
        await moveToTemperature(alice);
        alice.press('c');
        await alice.waitFor('zigbee2mqtt/lounge/climate .temperature');
      },
    },
    {
      what: 'and that of the bath',
      play: async (alice) => {
        await goTo(alice, 'zigbee2mqtt/bath/climate');
        await moveToTemperature(alice);
        alice.press('c');
        await alice.waitFor('Chart of 2 series');
      },
    },
    {
      what: 'some time goes by',
      play: (alice) => alice.waitFor(/ [6-9]\d(\.\d)? s, all|min.*, all/, { timeout: 120_000 }),
    },
  ],
};

/** Moves to newer messages until both values have changed. */
const untilTwoChanges = async (person: TestTerminal): Promise<void> => {
  while (!person.text().includes('2 changes')) {
    const before = person.text();
    person.press('>');
    await person.waitFor(() => person.text() !== before);
  }
};

/** Two messages of a thermometer side by side. */
export const comparePicture: Picture = {
  file: 'compare.svg',
  description: 'mqtt-tui: two JSON payloads of a topic side by side, with what has changed marked',
  palette: darkPalette,
  rows: 13,
  flags: ['--no-chat'],
  scenes: [
    {
      what: 'Alice looks at the messages of the bath',
      play: async (alice) => {
        await alice.waitFor('homeassistant');
        await goTo(alice, 'zigbee2mqtt/bath/climate');
        await alice.waitFor(/bath\/climate ─+ [2-9]\d messages/, { timeout: 90_000 });
        alice.press('Tab');
        await alice.waitFor('t table');
      },
    },
    {
      what: 'and compares one with another',
      play: async (alice) => {
        alice.press('Up', 'm');
        await alice.waitFor('Marked the message');
        alice.press('Up', 'Up', 'Up', 'Up', 'Up', '=');
        await alice.waitFor(/Compare \S+ ─+ \d+ change/);
        await untilTwoChanges(alice);
        await alice.waitUntilGone('Marked the message', { timeout: 30_000 });
      },
    },
  ],
};
