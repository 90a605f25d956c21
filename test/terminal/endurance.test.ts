import { expect, it } from 'vitest';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { enter, join, line } from './program.ts';

const kills = 20;
/** So many lines each of the two says between one kill and the next. */
const burst = 25;
/** ms; only a machine that is very busy needs it. */
const patience = { timeout: 60_000 };

/** One of the two, and how many lines it has said. */
type Speaker = { readonly nick: string; readonly terminal: TestTerminal; said: number };
type Two = readonly [Speaker, Speaker];

const label = ({ nick }: Speaker, number: number): string => `${nick} number ${number};`;

/** Types lines and presses Enter, faster than anybody could. */
const speak = (speakers: readonly Speaker[], count: number): void => {
  for (let index = 0; index < count; index += 1)
    for (const speaker of speakers) {
      speaker.said += 1;
      enter(speaker.terminal, label(speaker, speaker.said));
    }
};

/** The numbers of the lines of one of the two on a screen, from above. */
const numbersOf = ({ nick }: Speaker, screen: readonly string[], mark = ''): number[] =>
  screen.flatMap((row) => {
    const found = new RegExp(`${nick}[ »] ${nick} number (\\d+); +${mark}`).exec(row);
    return found === null ? [] : [Number(found[1])];
  });

/**
 * What shows on a screen that the `said` lines of one of the two are not there, each once and in order: the
 * rows around the first that is not, and those that have one of its lines in another way.
 */
const faultsOf = (speaker: Speaker, screen: readonly string[], mark: string): string[] => {
  const { nick, said } = speaker;
  const numbers = numbersOf(speaker, screen, mark);
  const wrong = [...numbers, undefined].findIndex((number, index) => number !== index + 1);
  if (wrong === said && numbers.length === said) return [];
  const has = (number: number | undefined) => (row: string) =>
    numbersOf(speaker, [row], mark)[0] === number;
  const before = screen.findIndex(has(numbers[wrong - 1]));
  const after = screen.findLastIndex(has(numbers[wrong]));
  const others = screen.filter(
    (row) => row.includes(`${nick} number `) && numbersOf(speaker, [row], mark).length === 0,
  );
  return [
    `${nick}'s line ${wrong + 1}:`,
    ...screen.slice(Math.max(0, before - 3), after + 4),
    'in another way:',
    ...others,
  ];
};

/** Presses Enter, as an impatient person does, until the connection stands. */
const reconnect = async ({ terminal }: Speaker): Promise<void> => {
  for (;;) {
    const screen = await terminal.waitFor(/● 127|○ offline/, patience);
    if (screen.join('\n').includes('● 127')) return;
    terminal.press('Enter');
    await terminal.waitUntilGone('○ offline', patience);
  }
};

/** What the broker is killed in the middle of. */
const moments: readonly ((two: Two) => void | Promise<void>)[] = [
  // Right after Enter.
  (two) => speak(two, burst),
  // When something of it has come to the other, and the rest is on its way.
  async ([alice, bob]) => {
    await Promise.all([reconnect(alice), reconnect(bob)]);
    const before = alice.said;
    speak([alice, bob], burst);
    const isNew = (number: number): boolean => number > before;
    await bob.terminal.waitFor((screen) => numbersOf(alice, screen).some(isNew), patience);
  },
  // When all is acknowledged.
  async (two) => {
    await Promise.all(two.map(reconnect));
    speak(two, burst);
    for (const speaker of two) {
      const last = line(speaker.nick, label(speaker, speaker.said), '✓');
      await speaker.terminal.waitFor(last, patience);
    }
  },
  // In the middle of it: the rest waits.
  (two) => speak(two, Math.floor(burst / 2)),
  // Before any of it: all waits.
  () => undefined,
];

/** Who is back before the next round begins: one after the other, one alone, or none yet. */
const returns: readonly ((two: Two) => void | Promise<void>)[] = [
  async ([alice, bob]) => {
    await reconnect(bob);
    await reconnect(alice);
  },
  ([alice]) => reconnect(alice),
  ([, bob]) => reconnect(bob),
  (two) => {
    for (const { terminal } of two) terminal.press('Enter');
  },
];

const playRound = async (broker: Mosquitto, two: Two, round: number): Promise<void> => {
  const goal = (round + 1) * burst;
  await moments[round % moments.length]?.(two);
  await broker.down();
  for (const { terminal } of two) await terminal.waitFor('○ offline', patience);
  for (const speaker of two) speak([speaker], goal - speaker.said);
  await broker.up();
  await returns[round % returns.length]?.(two);
};

describeWith(mosquittoMissing, 'two programs whose broker is killed twenty times', () => {
  it.each(['5', '3.1.1'])(
    'lose nothing, repeat nothing and keep the order, MQTT %s',
    async (version) => {
      const broker = await forThisTest(startMosquitto());
      const person = async (nick: string): Promise<Speaker> => {
        // All that may come at once, five rounds of both, is on the screen.
        const options = { rows: 300, args: ['-V', version] };
        return { nick, terminal: await join(broker, nick, options), said: 0 };
      };
      const two: Two = [await person('alice'), await person('bob')];
      await two[0].terminal.waitFor('bob is here');
      for (let round = 0; round < kills; round += 1) await playRound(broker, two, round);
      await Promise.all(two.map(reconnect));

      const all = kills * burst;
      for (const reader of two) {
        // A window so tall that all of the room is in it.
        reader.terminal.resize(100, all * 3);
        for (const speaker of two) {
          const mark = speaker === reader ? '✓' : '';
          const isAllThere = (screen: readonly string[]): boolean =>
            numbersOf(speaker, screen, mark).length >= all;
          // What is there when time is up tells more than that it is up.
          await reader.terminal.waitFor(isAllThere, patience).catch(() => undefined);
          const faults = faultsOf(speaker, reader.terminal.screen(), mark);
          expect({ reader: reader.nick, faults }).toEqual({ reader: reader.nick, faults: [] });
        }
      }
    },
    600_000,
  );
});
