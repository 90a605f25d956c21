import { isAbsolute, join } from 'node:path';

/** The folder for what the program remembers and could lose: `$XDG_STATE_HOME` or `~/.local/state`. */
export const stateFolder = (
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined => {
  const wanted = environment['XDG_STATE_HOME'] ?? '';
  // One that is not absolute is to be ignored (XDG Base Directory Specification).
  if (isAbsolute(wanted)) return join(wanted, 'mqtt-tui');
  return isAbsolute(home) ? join(home, '.local', 'state', 'mqtt-tui') : undefined;
};
