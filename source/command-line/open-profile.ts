import type { OpenProfile } from '../session/workspace.ts';
import { type Config, noLevel, passphraseCommandsIn } from './config/config.ts';
import { configPlace, readConfig } from './config/read-config.ts';
import { withPlace } from './config/with-place.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { lastUsed } from './last-used.ts';
import { sessionOf } from './open-session.ts';
import { valuesForProfile } from './parse-flags.ts';
import { typedConfig } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/** A name that no profile can have: it means the broker of this machine. */
const here = '';

/** The screen's values for the broker of this machine, whatever brokers the file names. */
const valuesHere = (host: Host, config: Config): FlagValues<'screen'> => {
  const level = { ...noLevel, settings: new Map([['host', []]]) };
  const profiles = new Map([[here, level]]);
  return valuesForProfile(host.argv, host.environment, { ...config, profiles }, here);
};

/**
 * Opens the sessions of profiles while the program runs, each as config.toml says it by then; without a profile, one
 * with the broker of this machine.
 */
export const profileOpener =
  (host: Host): OpenProfile =>
  async (name, others) => {
    const config = await readConfig(configPlace(typedConfig(host.argv), host));
    const values =
      name === undefined
        ? valuesHere(host, config)
        : valuesForProfile(host.argv, host.environment, config, name);
    try {
      const open = await sessionOf(values, host, {
        name,
        others,
        passphraseCommands: passphraseCommandsIn(config, name),
      });
      const opened = await open();
      const used = name === undefined ? undefined : lastUsed(values, host);
      const problem = used?.keep(name ?? '', Date.now());
      if (problem !== undefined) opened.session.notify(problem);
      return opened;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw await withPlace(error, { values, profile: name, config }, host.home);
    }
  };
