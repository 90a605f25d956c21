import { timingSafeEqual } from 'node:crypto';
import type { AedesOptions, AuthenticateError } from 'aedes';
import { LoginDelays } from './login-delays.ts';
import type { Sessions } from './sessions.ts';
import { streamOf } from './stream-of.ts';

/** Who may connect. */
export type BrokerCredentials = { readonly username: string; readonly password: string };

const sameSecret = (given: Buffer, wanted: Buffer): boolean =>
  given.length === wanted.length && timingSafeEqual(given, wanted);

/** aedes' AuthErrorCode: a const enum, which type stripping cannot read. */
const refusal = (message: string, returnCode: 3 | 4): AuthenticateError =>
  Object.assign(new Error(message), {
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment, typescript/no-unnecessary-type-assertion -- see above
    returnCode: returnCode as AuthenticateError['returnCode'],
  });

/** Accepts or refuses logins; each failed one from an address is answered later. Without credentials, anyone may connect. */
export const authenticator = (
  credentials: BrokerCredentials | undefined,
  sessions: Sessions,
): NonNullable<AedesOptions['authenticate']> => {
  const delays = new LoginDelays();
  const isAccepted = (username: string | undefined, password: Buffer | undefined): boolean =>
    credentials === undefined ||
    (sameSecret(Buffer.from(username ?? ''), Buffer.from(credentials.username)) &&
      sameSecret(password ?? Buffer.alloc(0), Buffer.from(credentials.password)));
  return (client, username, password, done) => {
    const { output, socket } = streamOf(client);
    if (isAccepted(username, password)) {
      output.isSessionPresent = !client.clean && sessions.has(client.id);
      done(null, true);
      return;
    }
    const answer = (): void => done(refusal('bad user name or password', 4), false);
    if (!delays.wait(socket.remoteAddress ?? '', answer))
      done(refusal('too many failed logins from this address', 3), false);
  };
};
