import { printable } from '../../payload/printable.ts';
import type { CommandName } from '../flag.ts';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Config, Layer, Level } from './config.ts';

/** A profile by its name. Throws `UsageError` with the nearest name. */
export const findProfile = ({ path, text, profiles }: Config, name: string): Level => {
  const found = profiles.get(name);
  if (found !== undefined) return found;
  const shown = `There is no profile "${printable(name, 60)}"`;
  if (text === undefined)
    throw new UsageError(
      path === undefined ? `${shown}.` : `${shown}, for there is no ${printable(path)}.`,
    );
  const guess = nearest(name, [...profiles.keys()]);
  const names = [...profiles.keys()].map((one) => `"${one}"`).join(', ');
  throw new UsageError(
    guess !== undefined
      ? `${shown}; did you mean "${guess}"?`
      : names === ''
        ? `${shown}: ${printable(path ?? '')} has none.`
        : `${shown}; there are ${names}.`,
  );
};

const namesServer = ({ settings }: Pick<Layer, 'settings'>): boolean =>
  ['url', 'host', 'port', 'unix'].some((name) => settings.has(name));

/** Whether nothing says which broker the screen is to show, so that the profiles do. */
const isOpen = (command: CommandName, layers: readonly Layer[], config: Config): boolean =>
  (command === 'screen' || command === 'watch') &&
  ![...layers, config].some((layer) => namesServer(layer));

/**
 * The profile that a command uses: the one that is named; or else, for the screen, the only one there is, if
 * nothing says which broker to show. `layers` are what is typed and the environment. Throws `UsageError`.
 */
export const profileInUse = (
  command: CommandName,
  layers: readonly Layer[],
  config: Config,
): string | undefined => {
  const named = layers.find(({ settings }) => settings.has('profile'))?.settings.get('profile');
  if (named !== undefined) {
    findProfile(config, String(named));
    return String(named);
  }
  const [only, ...others] = config.profiles.keys();
  return others.length === 0 && isOpen(command, layers, config) ? only : undefined;
};

/** Whether the screen asks which of several profiles it is to open. */
export const asksForProfile = (
  command: CommandName,
  layers: readonly Layer[],
  config: Config,
): boolean =>
  config.profiles.size > 1 &&
  profileInUse(command, layers, config) === undefined &&
  isOpen(command, layers, config);
