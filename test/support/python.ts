import { spawnSync } from 'node:child_process';

/** A Python with paho-mqtt, or a sentence that it is missing. */
export type Python =
  | { readonly command: string; readonly missing?: undefined }
  | { readonly missing: string; readonly command?: undefined };

/** `python3` may belong to a version manager and lack the packages of the system's Python. */
const candidates = ['python3', '/usr/bin/python3'];

const script = 'import sys, paho.mqtt.client; print(sys.executable)';

let found: Python | undefined;

/** Looks for a Python that can `import paho.mqtt.client`, once per process; the command is its whole path. */
export const findPython = (): Python => {
  if (found !== undefined) return found;
  const command = candidates
    .map((name) => spawnSync(name, ['-c', script], { encoding: 'utf8' }))
    .find(({ status }) => status === 0)
    ?.stdout.trim();
  found =
    command === undefined
      ? { missing: `no Python with paho-mqtt is installed (tried ${candidates.join(', ')})` }
      : { command };
  return found;
};
