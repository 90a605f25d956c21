// Loaded before a program by `node --import`: gives it a wall clock that a test can set. Monotonic
// time (timers, performance.now) goes on, as on a machine whose time is set. A library for this
// (libfaketime) would have to be installed, and would set the monotonic clock as well.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const file = process.env.TEST_WALL_CLOCK;
const RealDate = Date;
let offset = 0;

const read = () => {
  offset = Number(readFileSync(file, 'utf8'));
};

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + offset] : args));
  }

  static now() {
    return RealDate.now() + offset;
  }
};

read();
process.on('SIGUSR2', () => {
  read();
  writeFileSync(`${file}.taken`, String(offset));
});
