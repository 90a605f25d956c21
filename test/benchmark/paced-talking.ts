import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import type { TestTerminal } from '../support/terminal.ts';
import { openProgram } from './program.ts';
import type { SiteSource } from './site-source.ts';
import { written } from './written.ts';

/** Bytes to the terminal, one figure for each key and each line. */
export type Strokes = {
  readonly keys: readonly number[];
  readonly lines: readonly number[];
};

/** Where it happens, and how often each is measured. */
export type Talking = {
  readonly program: string;
  readonly port: number;
  readonly source: SiteSource;
  readonly times: number;
};

/** ms; at startup on a busy machine. */
const patience = 20_000;

/** ms without messages, after which nothing is left to be redrawn. */
const silence = 11_000;

/** ms after which all has been written that a key or a line leads to. */
const settled = 1000;

/** More lines than the log has rows. */
const filling = 60;

const people = ['alice', 'bob', 'Dr. Oyelaran'];

const sentences = [
  'Good morning',
  'Has anybody looked at the pump in the cellar since yesterday evening?',
  'yes',
  'It was off when I came in, so I have switched it on and written it down.',
  'The meter says 4,211 litres, which is less than last week',
  '水位正常',
  'Then we can wait until Thursday before we order a new one, can we not?',
];

/** Says the next sentence and waits until it is on the screen. */
const talk = (client: MqttClient, terminal: TestTerminal): (() => Promise<void>) => {
  let said = 0;
  return async () => {
    const say = `${sentences[said % sentences.length]} (${said})`;
    const user = people[said % people.length];
    await client.publishAsync('chat', JSON.stringify({ user, say }), { qos: 1 });
    await terminal.waitFor(`(${said})`, { timeout: patience });
    said += 1;
  };
};

const bytesOf = async (terminal: TestTerminal, happen: () => Promise<void>): Promise<number> => {
  const before = written(terminal);
  await happen();
  await sleep(settled);
  return written(terminal) - before;
};

/** Unfolds the branch `site`, which is folded at the start, and returns to the room. */
const unfoldTree = async (terminal: TestTerminal): Promise<void> => {
  terminal.press('Tab', 'Down');
  await terminal.waitFor('╮╭ site ', { timeout: patience });
  terminal.press('o');
  await terminal.waitFor('▾ site ', { timeout: patience });
  terminal.press('Alt+1');
  await terminal.waitFor(() => terminal.cursor().visible, { timeout: patience });
};

/** Measures keys in the input box and lines of others, with a full tree and a full log on the screen. */
export const talkAndType = async ({ program, port, source, times }: Talking): Promise<Strokes> => {
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port });
  const terminal = openProgram({ program, port });
  const keys: number[] = [];
  const lines: number[] = [];
  try {
    await terminal.waitFor(/Hello,anyone! +✓/, { timeout: patience });
    await source.pace(1000);
    await terminal.waitFor(/▸ site +\d{3}/, { timeout: patience });
    await source.pace(0);
    await unfoldTree(terminal);
    const say = talk(client, terminal);
    for (let line = 0; line < filling; line += 1) await say();
    await sleep(silence);
    for (let line = 0; line < times; line += 1) lines.push(await bytesOf(terminal, say));
    await sleep(silence);
    let text = '';
    for (let key = 0; key < times; key += 1) {
      const letter = String.fromCodePoint(0x61 + (key % 26));
      text += letter;
      keys.push(
        await bytesOf(terminal, async () => {
          terminal.type(letter);
          await terminal.waitFor(` ${text}`);
        }),
      );
    }
  } finally {
    await source.pace(0);
    await terminal.dispose();
    await client.endAsync();
  }
  return { keys, lines };
};
