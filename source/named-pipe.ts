import { statSync } from 'node:fs';

/** What is open already does not keep us waiting to be opened: `<(command)` of a shell is given so. */
const openAlready = /^\/(?:dev\/(?:fd\/\d+|stdin|stdout|stderr)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** To open it would be to wait, perhaps for ever, for somebody at its other end. */
export const isNamedPipe = (path: string): boolean => {
  try {
    return !openAlready.test(path) && statSync(path).isFIFO();
  } catch {
    // Opening it will say why.
    return false;
  }
};
