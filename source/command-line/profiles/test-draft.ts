import { defaultPorts, type ServerAddress } from '../../mqtt/server-address.ts';
import type { TestStep } from '../../mqtt/test-steps.ts';
import type { TestRun } from '../../ui/connections/profile-book.ts';
import { protocolVersionFlag, throughProxy } from '../connection-flags.ts';
import { credentialFlags, credentialSource } from '../credential-flags.ts';
import type { FlagValues } from '../flags.ts';
import type { Host } from '../host.ts';
import { withKeyPassword } from '../key-password.ts';
import type { SecretRunner } from '../secret-with-note.ts';
import { serverFlags } from '../server-flags.ts';
import { keyPasswordCommand } from '../tls-flags.ts';
import { UsageError } from '../usage-error.ts';

/** What is tested where no server is named: the broker of this machine. */
const localServer: ServerAddress = { protocol: 'mqtt', host: '127.0.0.1', port: defaultPorts.mqtt };

/** A test that cannot begin. */
const notBegun = (problem: string): TestStep => ({
  server: '',
  name: 'Settings',
  state: 'failed',
  took: 0,
  found: [],
  problem,
});

/** Tests the servers that values name, one after the other, and tells of all steps together. */
export const testServers = async (
  values: FlagValues<'screen'>,
  host: SecretRunner & Pick<Host, 'stdin'>,
  { onSteps, signal, password }: TestRun,
): Promise<void> => {
  try {
    const { testConnection } = await import('../../mqtt/connection-test.ts');
    const { addresses: given } = serverFlags(values);
    const place = { host, isBehindScreen: () => true };
    const keySource = { ...place, command: keyPasswordCommand(values) };
    const addresses = await withKeyPassword(given, keySource);
    const login = credentialFlags(values);
    const source = password === undefined ? credentialSource(login, place) : undefined;
    signal.addEventListener('abort', () => source?.stop(), { once: true });
    const credentials = (await source?.first()) ?? login.credentials;
    const before: TestStep[] = [];
    for (const address of addresses.length === 0 ? [localServer] : addresses) {
      if (signal.aborted) return;
      let steps: readonly TestStep[] = [];
      await testConnection(
        {
          address: throughProxy(values, address, host.environment),
          credentials: { ...credentials, ...(password === undefined ? {} : { password }) },
          protocolVersion: protocolVersionFlag(values),
        },
        {
          signal,
          onSteps: (now) => {
            steps = now;
            onSteps([...before, ...now]);
          },
        },
      );
      before.push(...steps);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    onSteps([notBegun(error.message)]);
  }
};
