import { accessSync, constants } from 'node:fs';
import { expect, it } from 'vitest';
import { builtProgram } from './terminal/program.ts';

it('the built program can be run as it is, as npx does', () => {
  expect(() => accessSync(builtProgram, constants.X_OK)).not.toThrow();
});
