import { spawnSync } from 'node:child_process';

/** A person who is not root needs a user namespace around it, and keeps their own name in it. */
const unshare =
  process.getuid?.() === 0
    ? ['unshare', '--net']
    : ['unshare', '--user', '--map-current-user', '--keep-caps', '--net'];

const upThen = 'ip link set lo up && exec "$@"';

/** A command line that runs in a network of its own: a 127.0.0.1 on which every port is free. */
export const inPrivateNetwork = (command: readonly string[]): string[] => [
  ...unshare,
  'sh',
  '-c',
  upThen,
  'sh',
  ...command,
];

/** Whether this machine permits that; containers often do not. */
export const hasPrivateNetworks = (): boolean => {
  const [program = '', ...args] = inPrivateNetwork(['true']);
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
};
