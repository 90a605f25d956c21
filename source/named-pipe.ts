import { statSync } from 'node:fs';

/** Paths of files that are open already, such as `<(command)` in a shell: opening them never waits. */
const openAlready = /^\/(?:dev\/(?:fd\/\d+|stdin|stdout|stderr)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** Whether opening the path could wait for ever, until another program opens the other end. */
export const isNamedPipe = (path: string): boolean => {
  try {
    return !openAlready.test(path) && statSync(path).isFIFO();
  } catch {
    // Opening it will say why.
    return false;
  }
};
