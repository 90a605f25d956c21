import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'mqtt';
import { findProgram } from './find-program.ts';
import { freePort, freePorts } from './free-port.ts';
import { until } from './until.ts';

const host = '127.0.0.1';
/** How long starting may take, ms; usually it takes about ten seconds, on a busy machine thirty. */
export const rabbitPatience = 90_000;

/** Debian's own script; the one in the PATH insists on the user "rabbitmq" and on its folders. */
const findServer = (): string | undefined => {
  const script = '/usr/lib/rabbitmq/bin/rabbitmq-server';
  try {
    accessSync(script);
    return script;
  } catch {
    return findProgram('rabbitmq-server');
  }
};

const program = findServer();
const portMapper = findProgram('epmd');

/** A sentence if there is no RabbitMQ on this machine. */
export const rabbitMissing: string | undefined =
  program === undefined || portMapper === undefined
    ? 'the program "rabbitmq-server" is not installed'
    : undefined;

/** What everybody logs in with. */
export const rabbitCredentials = { username: 'admin', password: 'password' };

/** A node of a RabbitMQ started for tests, on loopback only. It keeps its files until its cluster stops. */
export type RabbitNode = {
  readonly port: number;
  /** Ends it like a crash. */
  readonly down: () => Promise<void>;
  /** Starts it again on the same port; it has joined its cluster and takes clients when this resolves. */
  readonly up: () => Promise<void>;
  /** Everything that it has logged. */
  readonly log: () => string;
};

/** The nodes of one cluster, each of which knows the others. */
export type RabbitCluster = {
  readonly nodes: readonly RabbitNode[];
  readonly stop: () => Promise<void>;
};

/** Running processes, so that those left behind by a failing test can be killed at exit. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const start = (
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): ChildProcess => {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

const end = async (child: ChildProcess | undefined): Promise<void> => {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const configuration = (port: number, names: readonly string[]): string =>
  [
    'listeners.tcp = none',
    `mqtt.listeners.tcp.1 = ${host}:${port}`,
    // Queues of sessions that outlast a connection have a copy on each node.
    ...(names.length === 1 ? [] : ['mqtt.durable_queue_type = quorum']),
    `default_user = ${rabbitCredentials.username}`,
    `default_pass = ${rabbitCredentials.password}`,
    'log.console = true',
    'log.file = false',
    'disk_free_limit.absolute = 1MB',
    ...names.map((name, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${name}`),
    '',
  ].join('\n');

/**
 * Resolves when a node takes an MQTT client. A node that has just joined refuses all of them until it has
 * found out who keeps the list of client identifiers.
 */
const serving = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const client = connect({
      ...rabbitCredentials,
      host,
      port,
      clientId: `probe-${port}`,
      protocolVersion: 4,
      connectTimeout: 5000,
      reconnectPeriod: 100,
      reconnectOnConnackError: true,
    });
    const timer = setTimeout(() => {
      client.end(true);
      reject(new Error(`RabbitMQ took no client on port ${port} in ${rabbitPatience} ms`));
    }, rabbitPatience);
    // Each refusal is an error, after which it tries again.
    client.on('error', () => undefined);
    client.once('connect', () => {
      clearTimeout(timer);
      client.end(() => resolve());
    });
  });

type Place = {
  readonly folder: string;
  readonly name: string;
  readonly port: number;
  readonly distributionPort: number;
  readonly environment: NodeJS.ProcessEnv;
};

const makeNode = ({ folder, name, port, distributionPort, environment }: Place): RabbitNode => {
  let child: ChildProcess | undefined;
  let log = '';
  const looks = new Set<() => void>();
  const settings = {
    ...environment,
    RABBITMQ_NODENAME: name,
    RABBITMQ_DIST_PORT: `${distributionPort}`,
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    // So the script becomes the node, instead of watching over it.
    RUNNING_UNDER_SYSTEMD: '1',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '+S 1:1 -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
  };
  return {
    port,
    log: () => log,
    up: async () => {
      const started = start(program ?? '', [], settings);
      child = started;
      const before = log.length;
      for (const stream of [started.stdout, started.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          log += text;
          for (const look of looks) look();
        });
      await until({
        what: `${name} to run`,
        find: () => {
          if (started.exitCode !== null || started.signalCode !== null)
            throw new Error(`${name} ended instead of listening:\n${log.slice(before)}`);
          return log.includes('Server startup complete', before);
        },
        subscribe: (look) => {
          looks.add(look);
          started.once('exit', look);
          return () => looks.delete(look);
        },
        seen: () => log.slice(before),
        timeout: rabbitPatience,
      });
      await serving(port);
    },
    down: async () => {
      const ended = child;
      child = undefined;
      await end(ended);
    },
  };
};

/** Resolves when Erlang's port mapper listens: nodes find each other through it. */
const startPortMapper = (environment: NodeJS.ProcessEnv): Promise<ChildProcess> => {
  const child = start(portMapper ?? '', ['-d'], environment);
  let log = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('epmd running')) resolve(child);
      });
    child.once('close', () => reject(new Error(`epmd ended instead of listening:\n${log}`)));
  });
};

/** Starts a RabbitMQ of one node or more and waits until they have joined and accept connections. */
export const startRabbitCluster = async (count: number): Promise<RabbitCluster> => {
  if (rabbitMissing !== undefined) throw new Error(rabbitMissing);
  const folder = mkdtempSync(join(tmpdir(), 'rabbitmq-'));
  const mapperPort = await freePort();
  const first = await freePorts(2 * count);
  const environment = {
    HOME: folder,
    ERL_EPMD_PORT: `${mapperPort}`,
    ERL_EPMD_ADDRESS: host,
  };
  writeFileSync(join(folder, '.erlang.cookie'), randomBytes(12).toString('hex'), { mode: 0o400 });
  const names = Array.from({ length: count }, (_, index) => `rabbit${index + 1}@localhost`);
  const mapper = await startPortMapper(environment);
  const nodes = names.map((name, index) => {
    const own = join(folder, name);
    const port = first + 2 * index;
    mkdirSync(own);
    writeFileSync(join(own, 'rabbitmq.conf'), configuration(port, names));
    writeFileSync(join(own, 'plugins'), '[rabbitmq_mqtt].\n');
    return makeNode({ folder: own, name, port, distributionPort: port + 1, environment });
  });
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.down()));
    await end(mapper);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // One by one: of several at once one may never learn who keeps the client identifiers.
    for (const node of nodes) await node.up();
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, stop };
};
