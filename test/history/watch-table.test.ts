import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { History } from '../../source/history/history.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A program start; `running` are the processes that are seen to run. */
const aProgram = async (
  file: string,
  process: number,
  running: readonly number[],
  broker = 'b:1883',
): Promise<History> => {
  const owner = {
    name: `start ${process}`,
    process,
    isRunning: (other: number) => running.includes(other),
  };
  const retention = { days: 365, bytes: 1e9 };
  const history = new History(
    { file, broker, retention, owner },
    { notify: () => undefined, onOpen: () => undefined },
  );
  onTestFinished(() => history.close());
  await history.open();
  return history;
};

const adopted = (history: History, most = 100): unknown =>
  history.changeNow(({ watches }) => watches.adopt(most));

it('watches go over to the next start, once the program that had them is gone', async () => {
  const file = join(temporaryFolder(), 'history.db');
  const one = { filter: 'a/+', typed: '> 30 --post', room: 'chat' };
  const two = { filter: 'b', typed: '= open', room: undefined };
  const gone = { filter: 'c', typed: '= open', room: 'chat' };
  const first = await aProgram(file, 1, [1]);
  for (const watch of [one, two, gone]) first.changeNow(({ watches }) => watches.add(watch));
  first.changeNow(({ watches }) => watches.remove(gone));
  expect(adopted(first)).toEqual([]);

  // While it runs, they are its own; another broker has others.
  expect(adopted(await aProgram(file, 2, [1, 2]))).toEqual([]);
  expect(adopted(await aProgram(file, 3, [3], 'c:1883'))).toEqual([]);

  const next = await aProgram(file, 4, [4]);
  expect(adopted(next, 1)).toEqual([one]);
  expect(adopted(next)).toEqual([two]);
  expect(adopted(next)).toEqual([]);

  next.changeNow(({ watches }) => watches.remove(one));
  expect(adopted(await aProgram(file, 5, [5]))).toEqual([two]);
});
