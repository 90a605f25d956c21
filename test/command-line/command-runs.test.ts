import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CommandRuns } from '../../source/command-line/command-runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let said: string[];
let folder: string;

beforeEach(() => {
  said = [];
  folder = temporaryFolder();
});

const start = (command: string, environment = process.env): CommandRuns => {
  const runs = new CommandRuns(
    command,
    {
      environment: { ...environment, FOLDER: folder },
      signalGroup: (leader, signal) => void process.kill(-leader, signal),
    },
    (sentence) => said.push(sentence),
  );
  onTestFinished(() => runs.stop());
  return runs;
};

const add = (runs: CommandRuns, input: string | Buffer, variable: string | undefined = ''): void =>
  runs.add({ variables: new Map([['MQTT_PAYLOAD', variable]]), input: Buffer.from(input) });

const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

const untilThere = async (name: string): Promise<void> => {
  await expect.poll(() => existsSync(join(folder, name)), { timeout: 15_000 }).toBe(true);
};

describe('runs of a command', () => {
  it('get what is in the message in the environment and on standard input, and nothing is run of it', async () => {
    const runs = start('printf "%s|" "$MQTT_PAYLOAD" >> "$FOLDER/out"; cat >> "$FOLDER/in"');
    const hostile = '$(touch "$FOLDER/bad"); `touch "$FOLDER/bad"`\'"; touch "$FOLDER/bad"';
    add(runs, Buffer.from([0, 255, 10]), hostile);
    await runs.settled();
    expect([file('out'), existsSync(join(folder, 'bad'))]).toEqual([`${hostile}|`, false]);
    expect(readFileSync(join(folder, 'in'))).toEqual(Buffer.from([0, 255, 10]));
    expect([runs.failed, said]).toEqual([0, []]);
  });

  it('do not have what another program has left in a variable', async () => {
    const runs = start('printf "%s" "${MQTT_PAYLOAD-unset}" > "$FOLDER/out"', {
      ...process.env,
      MQTT_PAYLOAD: 'old',
    });
    runs.add({ variables: new Map([['MQTT_PAYLOAD', undefined]]), input: Buffer.alloc(0) });
    await runs.settled();
    expect(file('out')).toBe('unset');
  });

  it('come one after the other, in order', async () => {
    const runs = start(
      'mkdir "$FOLDER/lock" || exit 9; printf "%s " "$MQTT_PAYLOAD" >> "$FOLDER/out"; rmdir "$FOLDER/lock"',
    );
    for (let index = 0; index < 20; index += 1) add(runs, '', `${index}`);
    await runs.settled();
    const numbers = Array.from({ length: 20 }, (_, index) => `${index} `);
    expect([file('out'), runs.failed, said]).toEqual([numbers.join(''), 0, []]);
  });

  it('wait in a bounded queue: the oldest are left out, counted', async () => {
    const runs = start(
      'while [ ! -e "$FOLDER/go" ]; do sleep 0.01; done; printf "%s " "$MQTT_PAYLOAD" >> "$FOLDER/out"',
    );
    for (let index = 0; index < 104; index += 1) add(runs, '', `${index}`);
    add(start('touch "$FOLDER/go"'), '');
    await runs.settled();
    expect(file('out').split(' ').slice(0, 3)).toEqual(['0', '4', '5']);
    expect(said).toEqual(['The command was busy: 3 runs were left out.']);
  });

  it('wait with no more than so many bytes', async () => {
    const runs = start('wc -c >> "$FOLDER/out"');
    const large = Buffer.alloc(40 * 1024 * 1024);
    for (const input of ['', large, large, 'x']) add(runs, input);
    await runs.settled();
    expect(file('out').match(/\d+/g)).toEqual(['0', `${large.length}`, '1']);
    expect(said).toEqual(['The command was busy: 1 run was left out.']);
  });

  it.each([
    ['exit 3', 'The command ended with exit code 3.'],
    ['kill -9 $$', 'The command was ended by SIGKILL.'],
  ])('that fail are told: %s', async (command, sentence) => {
    const runs = start(command);
    add(runs, 'not read'.repeat(100_000));
    await runs.settled();
    expect([runs.failed, said]).toEqual([1, [sentence]]);
  });

  it('that cannot be started are told, and the next one is tried', async () => {
    const runs = start('touch "$FOLDER/out"');
    add(runs, '', 'x'.repeat(200_000));
    add(runs, '');
    await runs.settled();
    expect(said).toEqual([expect.stringMatching(/^The command could not be started: .*E2BIG/)]);
    expect(existsSync(join(folder, 'out'))).toBe(true);
  });

  it('end with all they have started; what waits is left out', async () => {
    const runs = start(
      'trap "touch $FOLDER/ended; exit 0" TERM; touch "$FOLDER/begun"; sleep 60 & wait',
    );
    add(runs, '');
    add(runs, '');
    await untilThere('begun');
    await runs.stop();
    expect(existsSync(join(folder, 'ended'))).toBe(true);
    expect(said).toEqual(['There was no time for 1 more run of the command.']);
  });

  it('that do not end when they are asked to are ended', async () => {
    const runs = start('trap "" TERM; touch "$FOLDER/begun"; sleep 60; sleep 60');
    add(runs, '');
    await untilThere('begun');
    add(runs, '');
    await runs.stop();
    expect(said).toEqual([
      'There was no time for 1 more run of the command.',
      'The command was ended by SIGKILL.',
    ]);
  }, 20_000);

  it('end by themselves when nothing more is to come', async () => {
    const runs = start('touch "$FOLDER/begun"; sleep 0.3; touch "$FOLDER/ended"');
    add(runs, '');
    await untilThere('begun');
    await runs.settled();
    expect([existsSync(join(folder, 'ended')), said]).toEqual([true, []]);
  });
});
