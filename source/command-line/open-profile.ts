import type { MqttSession } from '../session/session.ts';
import type { OpenProfile } from '../session/workspace.ts';
import { configPlace, readConfig } from './config/read-config.ts';
import type { Host } from './host.ts';
import { sessionOf } from './open-session.ts';
import { valuesForProfile } from './parse-flags.ts';
import { typedConfig } from './read-command-line.ts';

/** Opens the sessions of profiles while the program runs, each as config.toml says it by then. */
export const profileOpener =
  (host: Host): OpenProfile =>
  async (name, others: readonly MqttSession[]) => {
    const config = await readConfig(configPlace(typedConfig(host.argv), host));
    const values = valuesForProfile(host.argv, host.environment, config, name);
    const open = await sessionOf(values, host, { name, others });
    return open();
  };
