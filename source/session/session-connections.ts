import { Connection } from '../mqtt/connection.ts';
import type {
  ConnectionOptions,
  ConnectionStatus,
  Credentials,
} from '../mqtt/connection-options.ts';
import { type Server, ServerList } from '../mqtt/server-list.ts';
import { SessionCredentials } from './session-credentials.ts';
import type { SessionOptions } from './session-options.ts';
import { worstStatus } from './worst-status.ts';

type Part = { readonly connection: Connection } | undefined;

/** A session's chat and monitor, which are made later: their connections need `common`. */
type Parts = { readonly offeredChat: Part; readonly monitor: Part };

/** The connections of a session as one: they share servers and credentials. */
export class SessionConnections {
  /** The servers that they may use. */
  readonly servers: ServerList;
  readonly credentials: SessionCredentials;
  /** Whether none is to open before there are credentials. */
  isWaiting: boolean;
  readonly #options: SessionOptions;
  readonly #parts: Parts;

  constructor(options: SessionOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.isWaiting = options.waitForCredentials === true;
    this.servers = ServerList.of(options.server);
    this.credentials = new SessionCredentials(options, this.servers);
  }

  /** What the connections that are made now have in common. */
  get common(): Omit<ConnectionOptions, 'clientId'> {
    const { keepAlive, protocolVersion, isReadOnly, userProperties } = this.#options;
    return {
      credentials: this.credentials.current,
      credentialSource: this.credentials.source,
      keepAlive,
      protocolVersion,
      isReadOnly: isReadOnly === true,
      ...(userProperties === undefined ? {} : { userProperties }),
      server: this.servers,
    };
  }

  /** Makes a further connection to the same broker. */
  connect(clientId: string, events: ConstructorParameters<typeof Connection>[1]): Connection {
    return new Connection({ ...this.common, clientId }, events);
  }

  /** The status of the connection that is worst off. */
  get status(): ConnectionStatus {
    return worstStatus(this.#all().map(({ status }) => status));
  }

  /** The server in use, or tried last. */
  get server(): Server | undefined {
    const { status } = this;
    return this.#all().find((connection) => connection.status === status)?.server;
  }

  /** The user name sent last. */
  get username(): string {
    return this.credentials.username(this.server);
  }

  /** One that is connected, if any is. */
  get connected(): Connection | undefined {
    return this.#all().find(({ status }) => status.state === 'connected');
  }

  /** Connects with other credentials. */
  updateCredentials(credentials: Credentials): void {
    this.credentials.update(credentials);
    for (const connection of this.#all()) connection.updateCredentials(credentials);
    this.isWaiting = false;
  }

  /** Connects now instead of waiting, or again after a refusal. */
  retryNow(): void {
    for (const connection of this.#all()) connection.retryNow();
    this.isWaiting = false;
  }

  /** Changes to a server, whatever the present one is. */
  changeServer(server: Server): void {
    this.servers.prefer(server);
    for (const connection of this.#all()) connection.changeServer();
  }

  #all(): Connection[] {
    const { offeredChat, monitor } = this.#parts;
    return [offeredChat?.connection, monitor?.connection].filter((one) => one !== undefined);
  }
}
