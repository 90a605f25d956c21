import { isAbsolute, join } from 'node:path';

/** The variable that names each kind of folder, and where it is below the home folder without one. */
const places = {
  /** What was said. */
  data: { variable: 'XDG_DATA_HOME', fallback: ['.local', 'share'] },
  /** What the program remembers and could lose. */
  state: { variable: 'XDG_STATE_HOME', fallback: ['.local', 'state'] },
  /** What can be made again. */
  cache: { variable: 'XDG_CACHE_HOME', fallback: ['.cache'] },
} as const;

/** Our folder of a kind, by the XDG Base Directory Specification; `undefined` where there is no home folder. */
export const xdgFolder = (
  kind: keyof typeof places,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined => {
  const { variable, fallback } = places[kind];
  const wanted = environment[variable] ?? '';
  // One that is not absolute is to be ignored.
  if (isAbsolute(wanted)) return join(wanted, 'mqtt-tui');
  return isAbsolute(home) ? join(home, ...fallback, 'mqtt-tui') : undefined;
};
