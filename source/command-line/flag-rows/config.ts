import type { Flag } from '../flag.ts';

/** The flags about config.toml, and what can be set there alone. */
export const configRows = [
  {
    name: 'config',
    type: 'string',
    placeholder: 'FILE',
    use: 'withConfig',
    isNoSetting: true,
    whenUnset: 'config.toml in ~/.config/mqtt-tui',
    description: 'read the settings and profiles from this file',
  },
  {
    name: 'profile',
    type: 'string',
    placeholder: 'NAME',
    use: 'configured',
    isNoSetting: true,
    description: "use a profile of the file, which may also be the first word: 'mqtt-tui office'",
  },
  {
    name: 'password-command',
    type: 'strings',
    placeholder: 'WORD',
    use: 'login',
    isFileOnly: true,
    description: 'a program, with its arguments, that prints the password',
  },
  {
    name: 'key-password-command',
    type: 'strings',
    placeholder: 'WORD',
    use: 'connection',
    isFileOnly: true,
    description: 'a program, with its arguments, that prints the password of an encrypted key',
  },
] as const satisfies readonly Flag[];
