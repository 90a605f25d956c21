import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { findProgram } from '../support/find-program.ts';

/** Other programs with a screen, which are measured beside ours where they are installed. */
export const peerNames = ['mqttui', 'lazymqtt'] as const;

/** One of them. */
export type PeerName = (typeof peerNames)[number];

/** Where it is, and what it calls itself, version included. */
export type Peer = { readonly command: string; readonly name: string };

/** The variable of the environment with the path of a program that is not in PATH. */
const variable = (name: PeerName): string => name.toUpperCase();

/** A sentence if the environment names a program that cannot be run. */
export const peerProblem = (): string | undefined => {
  for (const name of peerNames) {
    const path = process.env[variable(name)];
    if (path === undefined) continue;
    try {
      accessSync(path, constants.X_OK);
    } catch {
      return `${variable(name)} names "${path}", which cannot be run.`;
    }
  }
  return undefined;
};

/** The program, if it is installed. */
export const findPeer = (name: PeerName): Peer | undefined => {
  const command = process.env[variable(name)] ?? findProgram(name);
  if (command === undefined) return undefined;
  return { command, name: execFileSync(command, ['--version'], { encoding: 'utf8' }).trim() };
};
