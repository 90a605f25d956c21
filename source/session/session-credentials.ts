import type { Credentials } from '../mqtt/connection-options.ts';
import type { Server, ServerList } from '../mqtt/server-list.ts';

/** The user name and password that the servers share, and the secrets that nothing may show. */
export class SessionCredentials {
  /** Those given last. */
  current: Credentials;
  /** Every password and token used, so that crash reports can leave them out. */
  readonly secrets: string[] = [];
  readonly #servers: ServerList;

  constructor(given: Credentials, servers: ServerList) {
    this.current = given;
    this.#servers = servers;
    for (const secret of [given.password, ...servers.secrets]) this.#remember(secret);
  }

  /** Takes other credentials; they also count where a server has refused its own. */
  update(given: Credentials): void {
    this.current = given;
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
}
