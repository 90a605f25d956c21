import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { projectFolder, readPages } from '../../scripts/docs/pages.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { findPython } from '../support/python.ts';
import { openTerminal } from '../support/terminal.ts';
import { terminalEnvironment } from '../support/terminal-environment.ts';
import { type Expectation, expectations } from './expectations.ts';
import { fencesOf } from './fences.ts';
import { addresses, Stage } from './stage.ts';

/**
 * Runs one printed command as a person would, in a home of its own, and looks at what it does. A
 * process, so that it can have a network of its own. Arguments: the command's name in the table of
 * expectations, and the line as it is printed.
 */
const [name = '', line = ''] = process.argv.slice(2);
const wanted = expectations[name];
if (wanted === undefined || 'notRun' in wanted) throw new Error(`nothing is expected of "${name}"`);

/** The user and group "nobody" of Linux. */
const nobody = 65_534;

/** Programs that the pages call by name. */
const writePrograms = (folder: string): void => {
  const programs = {
    'mqtt-tui': `exec '${process.execPath}' '${projectFolder}dist/cli.js' "$@"`,
    npx: 'exec "$@"',
    python3: `exec '${findPython().command ?? 'python3'}' "$@"`,
    sensors: String.raw`printf 'temp1: +42.0°C\ntemp2: +43.0°C\n'`,
  };
  mkdirSync(folder);
  for (const [file, text] of Object.entries(programs))
    writeFileSync(join(folder, file), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
};

/** The files that pages print, and those that the command needs besides. */
const writeFiles = (folder: string, needed: Expectation['files']): void => {
  const printed = readPages().flatMap(({ text }) => fencesOf(text));
  const textOf = (language: string): string =>
    printed.find((fence) => fence.language === language)?.text ?? '';
  const files = {
    'peer.py': textOf('python'),
    'reading.proto': textOf('proto'),
    'alarm.jq': textOf('jq'),
    ...needed,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const startBroker = (kind: NonNullable<Expectation['broker']>): Promise<Mosquitto> => {
  const { port } = addresses[kind];
  return startMosquitto(kind === 'password' ? { port, users: { admin: 'password' } } : { port });
};

// The broker is ended on exit.
process.once('SIGTERM', () => process.exit(1));

const scratch = mkdtempSync(join(tmpdir(), 'printed-'));
const home = join(scratch, 'home');
mkdirSync(home);
writePrograms(join(scratch, 'bin'));
writeFiles(home, wanted.files);

const isForNobody = wanted.isNotForRoot === true && process.getuid?.() === 0;
if (isForNobody) {
  chmodSync(scratch, 0o755);
  chownSync(home, nobody, nobody);
}
const bash = (text: string): [command: string, ...args: string[]] =>
  isForNobody
    ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', 'bash', '-c', text]
    : ['bash', '-c', text];
const environment = {
  HOME: home,
  PATH: [join(scratch, 'bin'), process.env['PATH']].join(delimiter),
  XDG_CACHE_HOME: undefined,
  XDG_CONFIG_HOME: undefined,
  XDG_DATA_HOME: undefined,
  XDG_STATE_HOME: undefined,
  MQTT_TUI_NO_HISTORY: undefined,
};

let broker: Mosquitto | undefined;
let client: MqttClient | undefined;
try {
  if (wanted.broker !== undefined) {
    broker = await startBroker(wanted.broker);
    client = await connectAsync(addresses[wanted.broker]);
    await client.subscribeAsync('#', { qos: 1 });
    for (const [topic, payload] of Object.entries(wanted.retained ?? {}))
      await client.publishAsync(topic, payload, { qos: 1, retain: true });
  }
  for (const before of wanted.after ?? []) {
    const [command, ...args] = bash(before);
    execFileSync(command, args, { cwd: home, env: terminalEnvironment(environment) });
  }
  const [command, ...args] = bash(line);
  const terminal = openTerminal({
    columns: 120,
    rows: 30,
    command,
    args,
    cwd: home,
    env: environment,
  });
  try {
    await wanted.look(new Stage(terminal, home, client));
  } finally {
    await terminal.dispose();
  }
} finally {
  client?.end(true);
  await broker?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
