import { at, builtProgram } from '../terminal/program.ts';
import { type Finished, finished } from './finished.ts';
import { findProgram } from './find-program.ts';
import { type Mosquitto, mosquittoMissing } from './mosquitto.ts';

/** A sentence if Mosquitto or its clients are missing on this machine. */
export const toolsMissing: string | undefined =
  mosquittoMissing ?? (findProgram('mosquitto_sub') === undefined ? 'no mosquitto_sub' : undefined);

type Place = Pick<Mosquitto, 'host' | 'port'>;

/** Runs `mqtt-tui sub` as built, to its end. */
export const ourSub = (broker: Place, ...args: string[]): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'sub', ...at(broker), ...args]);

/** Runs `mqtt-tui pub` as built, to its end. */
export const ourPub = (
  broker: Place,
  args: readonly string[],
  input?: string | Buffer,
): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'pub', ...at(broker), ...args], input);

/** Runs `mosquitto_sub` to its end. */
export const theirSub = ({ port }: Place, ...args: string[]): Promise<Finished> =>
  finished('mosquitto_sub', ['-p', String(port), ...args]);

/** Runs `mosquitto_pub` to its end. */
export const theirPub = (
  { port }: Place,
  args: readonly string[],
  input?: string | Buffer,
): Promise<Finished> => finished('mosquitto_pub', ['-p', String(port), ...args], input);

/** What scripts see: the exit code and standard output. */
export const seen = ({ exitCode, out }: Finished): readonly [number | NodeJS.Signals, string] => [
  exitCode,
  out.toString(),
];
