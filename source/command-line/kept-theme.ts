import { join } from 'node:path';
import { printable } from '../payload/printable.ts';
import { KeptByName } from '../session/kept-by-name.ts';
import { findTheme, type ThemeName } from '../format/theme-names.ts';
import type { ThemeKeeper } from '../ui/themes/theme-keeper.ts';
import type { Config } from './config/config.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { themeFlag } from './theme-flag.ts';
import { xdgFolder } from './xdg-folder.ts';

const isTheme = (value: unknown): value is ThemeName =>
  typeof value === 'string' && findTheme(value) === value;

/** There is one, whatever the broker. */
const name = 'theme';

const openFile = (
  host: Host,
): { readonly file: string; readonly kept: KeptByName<ThemeName> } | undefined => {
  const folder = xdgFolder('state', host.environment, host.home);
  if (folder === undefined) return undefined;
  const file = join(folder, 'theme.json');
  return { file, kept: new KeptByName(file, 'a file of a theme', isTheme) };
};

const reason = (error: unknown): string =>
  printable((error as NodeJS.ErrnoException).code ?? (error as Error).message);

export type ThemeKeeperOptions = {
  readonly values: FlagValues<'show'>;
  readonly config: Config;
  /** The profile that the program has started with. */
  readonly profile: string | undefined;
  readonly host: Host;
  /** Whether anything is kept on the disk. */
  readonly isKept: boolean;
  /** Begin without what was kept. */
  readonly isFresh?: boolean;
};

/** The themes by flag, environment and config.toml, or else the one that was chosen last. */
export const themeKeeper = ({
  values,
  config,
  profile: first,
  host,
  isKept,
  isFresh = false,
}: ThemeKeeperOptions): ThemeKeeper => {
  const opened = isKept ? openFile(host) : undefined;
  let last: ThemeName | undefined;
  try {
    if (!isFresh) last = opened?.kept.read().get(name);
  } catch {
    // Told when it is written: nobody may have chosen a theme.
  }
  const set = (profile: string | undefined) => themeFlag(values, config, profile ?? first);
  return {
    of: (profile) => set(profile)?.theme ?? { name: last ?? 'auto' },
    keep: (theme, profile) => {
      const other = set(profile);
      if (other !== undefined) return `${other.by} sets another one`;
      if (opened === undefined) return 'nothing is kept on the disk';
      try {
        opened.kept.keep(name, theme);
        last = theme;
        return undefined;
      } catch (error) {
        return `it cannot be written to ${opened.file} (${reason(error)})`;
      }
    },
  };
};
