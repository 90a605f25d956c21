import type { Credentials, CredentialSource } from '../mqtt/connection-options.ts';
import type { SessionOptions } from './session-options.ts';
import type { Server, ServerList } from '../mqtt/server-list.ts';

/** The user name and password that the servers share, and the secrets that nothing may show. */
export class SessionCredentials {
  /** Those given last. */
  current: Credentials;
  /** Every password and token used, so that crash reports can leave them out. */
  readonly secrets: string[] = [];
  readonly #servers: ServerList;

  /** Where others come from when these are refused; the user's own count instead. */
  source: CredentialSource | undefined;

  constructor(
    { credentials, credentialSource }: Pick<SessionOptions, 'credentials' | 'credentialSource'>,
    servers: ServerList,
  ) {
    this.current = credentials;
    this.#servers = servers;
    if (credentialSource !== undefined) this.source = this.#remembering(credentialSource);
    for (const secret of [credentials.password, ...servers.secrets]) this.#remember(secret);
  }

  /** Takes other credentials; they also count where a server has refused its own. */
  update(given: Credentials): void {
    this.current = given;
    this.source = undefined;
    this.#remember(given.password);
    for (const server of this.#servers.all) server.overrule();
  }

  /** The user name for a server, or that for all servers without one. */
  username(server: Server | undefined): string {
    return (server?.credentials(this.current) ?? this.current).username ?? '';
  }

  #remember(secret: string | undefined): void {
    if (secret !== undefined && !this.secrets.includes(secret)) this.secrets.push(secret);
  }

  /** The same source; what comes from it is remembered. */
  #remembering(source: CredentialSource): CredentialSource {
    const take = <Given extends Credentials | undefined>(given: Given): Given => {
      if (given !== undefined && this.source !== undefined) this.current = given;
      this.#remember(given?.password);
      return given;
    };
    return {
      first: async () => take(await source.first()),
      renewed: async (refused) => take(await source.renewed(refused)),
      stop: () => source.stop(),
    };
  }
}
