import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const descriptors = '/proc/self/fd';

const pathOf = (descriptor: string): string | undefined => {
  try {
    return readlinkSync(`${descriptors}/${descriptor}`);
  } catch {
    // The one that lists them is closed by now.
    return undefined;
  }
};

/** Whether this process can say which files it has open: on Linux alone. */
export const canListOpenFiles = existsSync(descriptors);

/** Whether this process has a file open. */
export const isOpenFile = (path: string): boolean =>
  readdirSync(descriptors).some((descriptor) => pathOf(descriptor) === path);
