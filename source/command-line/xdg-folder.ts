import { isAbsolute, join } from 'node:path';

/** The variable for each kind of folder, and the default below the home folder. */
const places = {
  /** Settings. */
  config: { variable: 'XDG_CONFIG_HOME', fallback: ['.config'] },
  /** Conversations. */
  data: { variable: 'XDG_DATA_HOME', fallback: ['.local', 'share'] },
  /** What the program remembers but could lose. */
  state: { variable: 'XDG_STATE_HOME', fallback: ['.local', 'state'] },
  /** What can be recreated. */
  cache: { variable: 'XDG_CACHE_HOME', fallback: ['.cache'] },
} as const;

/** Our folder of a kind, by the XDG Base Directory Specification; `undefined` if there is no home folder. */
export const xdgFolder = (
  kind: keyof typeof places,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined => {
  const { variable, fallback } = places[kind];
  const wanted = environment[variable] ?? '';
  // The specification says to ignore relative paths.
  if (isAbsolute(wanted)) return join(wanted, 'mqtt-tui');
  return isAbsolute(home) ? join(home, ...fallback, 'mqtt-tui') : undefined;
};
