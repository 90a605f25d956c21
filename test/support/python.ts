import { spawnSync } from 'node:child_process';

/** A Python that has paho-mqtt, or a sentence about its absence. */
export type Python =
  | { readonly command: string; readonly missing?: undefined }
  | { readonly missing: string; readonly command?: undefined };

/** `python3` may be one of a version manager, without the packages of the system's own. */
const candidates = ['python3', '/usr/bin/python3'];

let found: Python | undefined;

/** Looks for a Python that can `import paho.mqtt.client`, once a process. */
export const findPython = (): Python => {
  const command = candidates.find(
    (name) => spawnSync(name, ['-c', 'import paho.mqtt.client'], { stdio: 'ignore' }).status === 0,
  );
  found ??=
    command === undefined
      ? { missing: `no Python with paho-mqtt is installed (tried ${candidates.join(', ')})` }
      : { command };
  return found;
};
