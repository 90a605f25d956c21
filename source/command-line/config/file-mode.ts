import { type Stats, statSync } from 'node:fs';
import { platform, userInfo } from 'node:os';
import type { Value } from '../flag-value.ts';
import type { Config, Level, Problem } from './config.ts';

/** What others may do with a file, as bits of its mode. */
const ofOthers = { write: 0o022, any: 0o077 } as const;

/** A file on a system that knows modes; `undefined` for what is no file, such as a pipe of the shell. */
const fileAt = (path: string): Stats | undefined => {
  if (platform() === 'win32') return undefined;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true ? found : undefined;
};

const ourId = (): number | undefined => {
  try {
    return userInfo().uid;
  } catch {
    // A container may run as a user of whom the system has only the number.
    return statSync('/proc/self', { throwIfNoEntry: false })?.uid;
  }
};

/** Whether a file belongs to us or root: anybody else may change its mode at any time. */
const isOurs = ({ uid }: Stats): boolean => uid === 0 || uid === ourId();

const texts = (value: Value | undefined): readonly string[] =>
  [value ?? []].flat().filter((text) => typeof text === 'string');

/** Whether a setting has a secret in it: a password, a token in a header, or a URL with either. */
export const holdsSecret = (name: string, value: Value | undefined): boolean => {
  if (name === 'password') return value !== undefined;
  if (name === 'ws-header') return texts(value).length > 0;
  return (name === 'url' || name === 'proxy') && texts(value).some((url) => /:[^/?#]*@/.test(url));
};

/** What is wrong with a file that has `what` in it, if others may do anything of `mode`, and what to do. */
const sentence = (
  path: string,
  found: Stats,
  { what, mode }: { readonly what: string; readonly mode: number },
): string | undefined => {
  if (!isOurs(found)) return `This file, which has ${what}, belongs to somebody else.`;
  if ((found.mode & mode) === 0) return undefined;
  const may = (found.mode & ofOthers.write) === 0 ? 'read' : 'change';
  return `Others can ${may} this file, which has ${what}; "chmod 600 ${path}" keeps them out.`;
};

/** The keys of one level of the file, from the top down, that make it one for its owner alone. */
const secretsIn = ({ settings }: Level, path: readonly string[]): readonly string[][] =>
  [...settings]
    .filter(([name, value]) => holdsSecret(name, value))
    .map(([name]) => [...path, name]);

/** The keys of one level that name programs to run. */
const commandsIn = (
  { settings, passphraseCommands }: Level,
  path: readonly string[],
): string[][] => [
  ...['password-command', 'key-password-command']
    .filter((name) => settings.has(name))
    .map((name) => [...path, name]),
  ...(passphraseCommands.size === 0 ? [] : [[...path, 'passphrase-commands']]),
];

/**
 * What others could do with config.toml: read a password in it, or have us run a program of theirs. Nothing
 * where the file has neither, or the system knows no modes.
 */
export const fileModeProblems = (config: Config): readonly Problem[] => {
  const { path = '', profiles } = config;
  const found = fileAt(path);
  if (found === undefined) return [];
  const levels = [
    [config, []] as const,
    ...[...profiles].map(([name, level]) => [level, ['profile', name]] as const),
  ];
  const [secret] = levels.flatMap(([level, keys]) => secretsIn(level, keys));
  const [command] = levels.flatMap(([level, keys]) => commandsIn(level, keys));
  const problems = [
    { keys: secret, what: 'a password in it', mode: ofOthers.any },
    { keys: command, what: 'a program to run in it', mode: ofOthers.write },
  ];
  return problems
    .flatMap(({ keys, ...about }): Problem[] => {
      const problem = keys === undefined ? undefined : sentence(path, found, about);
      return keys === undefined || problem === undefined ? [] : [{ path: keys, sentence: problem }];
    })
    .slice(0, 1);
};

/** Whether everybody on this machine can read a file, such as one with a password. */
export const isReadByAll = (path: string): boolean => {
  try {
    return ((fileAt(path)?.mode ?? 0) & 0o004) !== 0;
  } catch {
    // Reading it will say why.
    return false;
  }
};
