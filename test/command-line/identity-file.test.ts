import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openIdentity } from '../../source/command-line/identity-file.ts';
import { identityOf } from '../support/identities.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const aPath = (): string => join(temporaryFolder(), 'mqtt-tui', 'signing-key');

it('makes a key pair once, for its owner alone', () => {
  const path = aPath();
  const { identity, problem } = openIdentity(path);
  expect([identity.isTemporary, problem]).toEqual([false, undefined]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(`${identity.seed}\n`);
  expect(readdirSync(join(path, '..'))).toEqual(['signing-key']);
  expect(openIdentity(path).identity.key).toBe(identity.key);
});

it('says so if others can read it', () => {
  const path = aPath();
  const { key } = openIdentity(path).identity;
  chmodSync(path, 0o640);
  expect(openIdentity(path)).toMatchObject({
    identity: { key },
    problem: `Others can read your signing key: run chmod 600 ${path}`,
  });
});

it.each([
  ['an empty file', ''],
  ['a file cut short', identityOf(1).seed.slice(0, 20)],
])('signs with a temporary key, and changes nothing, where there is %s', (_, text) => {
  const path = aPath();
  mkdirSync(join(path, '..'));
  writeFileSync(path, text);
  const { identity, problem } = openIdentity(path);
  expect(identity.isTemporary).toBe(true);
  expect(problem).toMatch(/^Your signing key .* cannot be used \(.*\): what you say in this run/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it('signs with a temporary key where there is something else', () => {
  const path = aPath();
  mkdirSync(path, { recursive: true });
  expect(openIdentity(path)).toMatchObject({
    identity: { isTemporary: true },
    problem: expect.stringContaining('it is not a regular file'),
  });
});
