import type { WriteStream } from 'node:tty';
import { forTerminal } from './stand-in.ts';

/** Stands behind Ink as its stdout: the same terminal, with every row in place of what stands in for it. */
export const terminalOutput = (stdout: WriteStream): WriteStream =>
  new Proxy(stdout, {
    get: (target, name) => {
      if (name === 'write')
        return (chunk: string | Uint8Array, ...rest: never[]): boolean =>
          target.write(typeof chunk === 'string' ? forTerminal(chunk) : chunk, ...rest);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
