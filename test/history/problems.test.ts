import { expect, it } from 'vitest';
import { problemOf } from '../../source/history/problems.ts';

it.each([
  [5, 'busy', 'another program has locked it'],
  [6, 'busy', 'another program has locked it'],
  [8, 'unusable', 'it is read-only'],
  [10, 'unusable', 'the disk reports an error'],
  [11, 'broken', 'its file is damaged'],
  [13, 'unusable', 'the disk is full'],
  [14, 'unusable', 'its file cannot be opened'],
  [26, 'broken', 'its file is not a database'],
])('the result code %i of SQLite, also extended, means %s: %s', (errcode, kind, why) => {
  expect(problemOf({ errcode, message: 'no' })).toEqual({ kind, why });
  expect(problemOf({ errcode: errcode + 2 * 256, message: 'no' })).toEqual({ kind, why });
});

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk is full'],
  ['EACCES', 'writing there is not permitted'],
  ['EPERM', 'writing there is not permitted'],
  ['EROFS', 'writing there is not permitted'],
  ['ENOTDIR', 'a file is where its folder should be'],
  ['EEXIST', 'a file is where its folder should be'],
  ['EISDIR', 'a folder is where its file should be'],
])('%s of the file system means: %s', (code, why) => {
  expect(problemOf({ code, message: 'no' })).toEqual({ kind: 'unusable', why });
});

it('of other errors it keeps what they say', () => {
  expect(problemOf({ errcode: 1, message: 'no such table' })).toEqual({
    kind: 'unknown',
    why: 'no such table',
  });
  expect(problemOf({ code: 'EIO', message: 'i/o error' })).toEqual({
    kind: 'unusable',
    why: 'i/o error',
  });
  expect(problemOf('no words')).toEqual({ kind: 'unusable', why: 'no words' });
});
