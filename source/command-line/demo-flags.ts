import { nickProblem } from '../session/chat/nick.ts';
import { flagsFor, type FlagValues, isAboutTheBroker } from './flags.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` if a flag was typed that means another broker than the demo's. */
export const checkDemoFlags = ({ sourceOf }: FlagValues<'screen'>): void => {
  const wrong = flagsFor('screen').find(
    (flag) =>
      isAboutTheBroker(flag) && (sourceOf as (name: string) => string)(flag.name) === 'typed',
  );
  if (wrong !== undefined)
    throw new UsageError(`--demo starts its own broker: leave out --${wrong.name}.`);
};

/** The name in the demo's chat: nobody is asked for one. */
export const demoNick = ({ userName }: Host): string =>
  nickProblem(userName) === undefined ? userName : 'you';

/** The host without our folders: nothing is read, nothing is kept. */
export const withoutFolders = (host: Host): Host => ({
  ...host,
  home: '',
  environment: Object.fromEntries(
    Object.entries(host.environment).filter(([name]) => !name.startsWith('XDG_')),
  ),
});
