import { isAbsolute, join } from 'node:path';

/** Where what was said is kept, for this person alone; `undefined` where there is no home folder. */
export const dataFolder = (
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined => {
  const wanted = environment['XDG_DATA_HOME'] ?? '';
  // One that is not absolute is to be ignored (XDG Base Directory Specification).
  if (isAbsolute(wanted)) return join(wanted, 'mqtt-tui');
  return isAbsolute(home) ? join(home, '.local', 'share', 'mqtt-tui') : undefined;
};
