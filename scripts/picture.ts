import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startMosquitto } from '../test/support/mosquitto.ts';
import type { ScreenCell } from '../test/support/terminal-cell.ts';
import { openTerminal, type TestTerminal } from '../test/support/terminal.ts';
import { startHouse } from './picture-house.ts';
import { drawScreen } from './svg-screen.ts';

/** The people at their terminals. The picture is of Alice's. */
type Stage = { readonly alice: TestTerminal; readonly bob: TestTerminal };

type Scene = { readonly what: string; readonly play: (stage: Stage) => Promise<unknown> };

/** Types a sentence as a person does, who sees it before the Enter. */
const say = async (person: TestTerminal, sentence: string): Promise<void> => {
  person.type(sentence);
  await person.waitFor(sentence);
  person.press('Enter');
};

/** What happens before the picture is taken, in this order. */
const scenes: readonly Scene[] = [
  {
    what: 'the house is seen',
    play: ({ alice }) => alice.waitFor('zigbee2mqtt'),
  },
  {
    what: 'Bob asks, in Chinese',
    play: async ({ alice, bob }) => {
      await bob.waitFor('zigbee2mqtt');
      await say(bob, '你好！客厅现在多少度？');
      await alice.waitFor('客厅现在多少度');
    },
  },
  {
    what: 'Alice answers',
    play: async ({ alice, bob }) => {
      await say(alice, '21.5 °C, the heating is on since six');
      await bob.waitFor('the heating is on');
    },
  },
  {
    what: 'Bob is glad',
    play: async ({ alice, bob }) => {
      await say(bob, '/me makes tea');
      await alice.waitFor(/bob makes tea/);
    },
  },
];

/** The cells between two frames, when they belong together. */
const wholeFrame = async (terminal: TestTerminal): Promise<ScreenCell[][]> => {
  let cells: ScreenCell[][] = [];
  await terminal.waitFor(() => {
    cells = terminal.cells();
    return true;
  });
  return cells;
};

const { values: flags } = parseArgs({
  options: {
    program: { type: 'string', default: 'dist/cli.js' },
    output: { type: 'string', default: 'docs/screen.svg' },
  },
});

const startPerson = (nick: string, port: number): TestTerminal => {
  const server = ['--host', '127.0.0.1', '--port', String(port)];
  return openTerminal({
    command: process.execPath,
    args: [resolve(flags.program), ...server, '--nick', nick, '-t', '#'],
    columns: 120,
    rows: 32,
  });
};

const broker = await startMosquitto();
const house = await startHouse(broker.port);
const stage: Stage = {
  alice: startPerson('alice', broker.port),
  bob: startPerson('bob', broker.port),
};
try {
  for (const { what, play } of scenes) {
    await play(stage).catch((error: unknown) => {
      throw new Error(`scene "${what}" does not happen`, { cause: error });
    });
  }
  const picture = drawScreen({
    cells: await wholeFrame(stage.alice),
    title: stage.alice.title() || 'mqtt-tui',
    description: 'mqtt-tui: the topics of a house on the left, a chat on the right',
  });
  const output = resolve(flags.output);
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, picture);
} finally {
  await Promise.all([stage.alice.dispose(), stage.bob.dispose()]);
  await house.stop();
  await broker.stop();
}
