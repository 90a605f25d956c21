import { join } from 'node:path';
import type { BookmarkPlace } from '../session/monitor/bookmarks.ts';
import { readDuration } from '../format/duration.ts';
import type { MonitorOptions } from '../session/monitor/monitor-options.ts';
import { TreeFilters } from '../session/monitor/tree-filters.ts';
import { brokerName } from './history-flags.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { xdgFolder } from './xdg-folder.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';

/** The options of the tree, from the flags. Throws `UsageError`. */
export const treeFlags = (
  values: FlagValues<'show'>,
): Pick<MonitorOptions, 'excludes' | 'staleAfter'> => {
  const time = values.stale;
  const staleAfter = time === undefined ? undefined : readDuration(time);
  if (time !== undefined && staleAfter === undefined)
    throw new UsageError(`--stale takes a time such as 30s, 5m, 1h or 2d, not "${time}".`);
  const excludes = values.exclude;
  const problem = TreeFilters.excludesProblem(excludes);
  if (problem !== undefined) throw new UsageError(`--exclude: ${problem}`);
  return { excludes, ...(staleAfter === undefined ? {} : { staleAfter }) };
};

/** Where the bookmarks of a broker are kept; `undefined` if they are not. */
export const bookmarkPlace = (
  values: FlagValues<'screen'>,
  address: ServerAddress | undefined,
  { environment, home }: Pick<Host, 'environment' | 'home'>,
): BookmarkPlace | undefined => {
  const folder = xdgFolder('state', environment, home);
  return folder === undefined || values['no-history']
    ? undefined
    : { file: join(folder, 'bookmarks.json'), broker: brokerName(address, values.port) };
};
