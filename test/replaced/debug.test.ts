import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

type Log = ((...words: readonly unknown[]) => void) & {
  readonly enabled: boolean;
  readonly extend: (name: string) => Log;
};

it('takes words for a log and keeps silent', () => {
  const createLog = createRequire(import.meta.url)('../../source/replaced/debug.cjs') as (
    name: string,
  ) => Log;
  const log = createLog('mqttjs');
  expect(log('publish %s', 'a')).toBeUndefined();
  expect(log.enabled).toBe(false);
  expect(log.extend('client')('a')).toBeUndefined();
});
