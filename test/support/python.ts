import { spawnSync } from 'node:child_process';

/** A Python with paho-mqtt, or a sentence that it is missing. */
export type Python =
  | { readonly command: string; readonly missing?: undefined }
  | { readonly missing: string; readonly command?: undefined };

/** `python3` may belong to a version manager and lack the packages of the system's Python. */
const candidates = ['python3', '/usr/bin/python3'];

let found: Python | undefined;

/** Looks for a Python that can `import paho.mqtt.client`, once per process. */
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
