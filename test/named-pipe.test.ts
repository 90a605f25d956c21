import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFlagFile } from '../source/command-line/read-flag-file.ts';
import { History } from '../source/history/history.ts';
import { isNamedPipe } from '../source/named-pipe.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const namedPipe = (name: string): string => {
  const path = join(temporaryFolder(), name);
  execFileSync('mkfifo', [path]);
  return path;
};

it('a named pipe is told from what can be opened without waiting', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(isNamedPipe(namedPipe('pipe'))).toBe(true);
  expect([file, `${file}/gone`, '/dev/null', temporaryFolder()].filter(isNamedPipe)).toEqual([]);
});

it('what a shell hands over as open is not refused', () => {
  const module = new URL('../source/named-pipe.ts', import.meta.url).href;
  const script = `import { isNamedPipe } from '${module}'; console.log(isNamedPipe(process.argv[1]))`;
  const command = '"$0" --no-warnings --input-type=module -e "$1" -- <(echo secret)';
  const out = execFileSync('bash', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  expect(out).toBe('false\n');
});

it.each(['cafile', 'cert', 'key', 'password-file', 'file'])(
  '--%s refuses a named pipe without waiting for it',
  (flag) => {
    const path = namedPipe('pipe');
    expect(() => readFlagFile(flag, path)).toThrow(`--${flag} ${path}: it is a named pipe.`);
  },
);

it.each(['', '-journal', '-wal', '-shm'])(
  'the history goes without a file where a named pipe is in the place of history.db%s',
  async (end) => {
    const pipe = namedPipe(`history.db${end}`);
    const notices: string[] = [];
    const history = new History(
      {
        file: pipe.slice(0, pipe.length - end.length),
        broker: 'broker:1883',
        retention: { days: 365, bytes: 1e9 },
        owner: { name: 'start', process: 1, isRunning: () => true },
      },
      { notify: (text) => notices.push(text), onOpen: () => undefined },
    );
    await history.open();
    expect(notices.join(' ')).toContain(`a named pipe is in the place of ${pipe}`);
    history.close();
  },
);
