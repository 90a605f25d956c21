import { isAbsolute, join } from 'node:path';

/**
 * Where Node.js keeps the compiled program between starts. Its own choice would be a folder in the
 * system's folder for temporary files: there another user could have put one first, with code that
 * we then run. In the person's cache folder nobody else can write.
 */
export const cacheFolder = (
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined => {
  const wanted = environment['XDG_CACHE_HOME'] ?? '';
  // One that is not absolute is to be ignored (XDG Base Directory Specification).
  if (isAbsolute(wanted)) return join(wanted, 'mqtt-tui');
  return isAbsolute(home) ? join(home, '.cache', 'mqtt-tui') : undefined;
};
