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
    throw new UsageError(`--demo has a broker of its own: leave out --${wrong.name}.`);
};

/** The name in the demo's chat: nobody is asked for one. */
export const demoNick = ({ userName }: Host): string =>
  nickProblem(userName) === undefined ? userName : 'you';

/** The host without folders of ours, so that nothing is read and nothing is kept. */
export const withoutFolders = (host: Host): Host => ({
  ...host,
  home: '',
  environment: Object.fromEntries(
    Object.entries(host.environment).filter(([name]) => !name.startsWith('XDG_')),
  ),
});
