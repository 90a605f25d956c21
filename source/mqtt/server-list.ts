import { secretsIn, type ServerAddress } from './server-address.ts';

type Credentials = NonNullable<ServerAddress['credentials']>;

/** How the last attempt to connect to a server ended. */
export type ServerOutcome = {
  /** ms since the epoch. */
  readonly at: number;
  /** `undefined` if it succeeded. */
  readonly problem: { readonly sentence: string; readonly credentials: boolean } | undefined;
};

/** A server that the connections may use. */
export class Server {
  /** Where it is, once that is known. */
  address: ServerAddress | undefined;
  /** `undefined` before the first attempt. */
  last: ServerOutcome | undefined;
  /** Whether it has accepted a connection of this run. */
  hasAccepted = false;
  readonly #find: () => Promise<ServerAddress>;
  /** Whether other credentials were given after it had refused its own. */
  #isOverruled = false;

  constructor(at: ServerAddress | (() => Promise<ServerAddress>)) {
    if (typeof at !== 'function') this.address = at;
    this.#find = typeof at === 'function' ? at : async () => at;
  }

  /** Its address: an embedded broker may have to be started or found first. */
  async locate(): Promise<ServerAddress> {
    this.address = await this.#find();
    return this.address;
  }

  /** The credentials to use: its own, and from those that all servers share what these lack. */
  credentials(shared: Credentials): Credentials {
    return this.#isOverruled ? shared : { ...shared, ...this.address?.credentials };
  }

  /** Other credentials were given: they count here too if its own were refused. */
  overrule(): void {
    this.#isOverruled ||= this.last?.problem?.credentials === true;
  }
}

/** The servers that the connections try in turn, beginning with the one that worked last. */
export class ServerList {
  /** In the order in which they were given. */
  readonly all: readonly Server[];
  #preferred = 0;

  constructor(all: readonly Server[]) {
    this.all = all;
  }

  /** Of one server, or of those that a connection shares with others. */
  static of(server: ServerList | (() => Promise<ServerAddress>)): ServerList {
    return server instanceof ServerList ? server : new ServerList([new Server(server)]);
  }

  /** In the order in which they are tried. */
  get inTurn(): readonly Server[] {
    return [...this.all.slice(this.#preferred), ...this.all.slice(0, this.#preferred)];
  }

  /** Passwords and tokens in the addresses that are known. */
  get secrets(): readonly string[] {
    return this.all.flatMap(({ address }) => (address === undefined ? [] : secretsIn(address)));
  }

  /** The one that is tried first. */
  get preferred(): Server {
    return this.inTurn[0] as Server;
  }

  /** Tries a server first from now on. */
  prefer(server: Server): void {
    this.#preferred = Math.max(0, this.all.indexOf(server));
  }
}
