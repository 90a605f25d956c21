import { MiB } from '../../../format/size.ts';
import { FileProblem, readText } from '../read-file.ts';
import { freeName } from './free-name.ts';
import type { ImportedConnection } from './imported-connection.ts';
import { isMosquittoOptions, mosquittoConnection } from './mosquitto-options.ts';
import { mqttExplorerConnections } from './mqtt-explorer.ts';
import { mqttxConnections } from './mqttx.ts';

/** The largest file that is read, in bytes: MQTTX also exports the messages. */
const mostBytes = 10 * MiB;

/** How many connections of a file are taken. */
const mostConnections = 200;

/** The connections of another program's file, with the names that their profiles get. */
export type Import = {
  /** The program, such as `MQTT Explorer`. */
  readonly program: string;
  readonly profiles: readonly { readonly name: string; readonly connection: ImportedConnection }[];
  /** What of the file is left out as a whole, one sentence each. Not yet `printable`. */
  readonly leftOut: readonly string[];
};

type Found = {
  readonly program: string;
  readonly connections: readonly ImportedConnection[];
};

const unknownFile =
  "This is not a file of connections: MQTT Explorer's settings.json, what MQTTX exports as JSON, or options of Mosquitto's clients.";

const fromJson = (text: string, keepsSecrets: boolean): Found => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new FileProblem('This looks like JSON but is not: it may be damaged.');
  }
  const explorer = mqttExplorerConnections(json, keepsSecrets);
  if (explorer !== undefined) return { program: 'MQTT Explorer', connections: explorer };
  const mqttx = mqttxConnections(json, keepsSecrets);
  if (mqttx !== undefined) return { program: 'MQTTX', connections: mqttx };
  throw new FileProblem(unknownFile);
};

/** Whether MQTTX may have written it as YAML, XML or CSV. */
const isOtherExport = (text: string): boolean =>
  /^\s*<|^- (?:clientId|name|id):|^"?(?:clientId|name|id)"?,/m.test(text.slice(0, 4096)) &&
  /mqttVersion|clientId/.test(text.slice(0, 4096));

const find = (path: string, text: string, keepsSecrets: boolean): Found => {
  if (/^\s*[[{]/.test(text)) return fromJson(text, keepsSecrets);
  if (isMosquittoOptions(text))
    return { program: 'Mosquitto', connections: [mosquittoConnection(path, text, keepsSecrets)] };
  throw new FileProblem(
    isOtherExport(text)
      ? 'Of what MQTTX exports, only JSON can be read: export it as JSON.'
      : unknownFile,
  );
};

/**
 * Reads the connections in a file of MQTT Explorer, MQTTX or Mosquitto's clients. `keepsSecrets`: whether
 * passwords may come along, since nobody else can read the file they go into. Throws `FileProblem`, whose
 * message follows the path.
 */
export const readImport = (
  path: string,
  taken: Iterable<string>,
  keepsSecrets: boolean,
): Import => {
  const { program, connections } = find(path, readText(path, mostBytes), keepsSecrets);
  const usable = connections.filter(({ address }) => address !== '');
  const names = new Set(taken);
  const profiles = usable.slice(0, mostConnections).map((connection) => {
    const name = freeName(connection.formerName, (one) => names.has(one));
    names.add(name);
    return { name, connection };
  });
  if (profiles.length === 0) throw new FileProblem(`It has no connection that can be used here.`);
  const without = connections.length - usable.length;
  const beyond = usable.length - profiles.length;
  return {
    program,
    profiles,
    leftOut: [
      ...(without === 0 ? [] : [`Connections without a host are left out: ${without}.`]),
      ...(beyond === 0
        ? []
        : [`Connections after the first ${mostConnections} are left out: ${beyond}.`]),
    ],
  };
};
