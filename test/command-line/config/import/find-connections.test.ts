import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findConnections } from '../../../../source/command-line/config/import/find-connections.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const options = '-h broker.example\n-P sesame\n-F %p\n';

const setUp = () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'mosquitto_sub'), options);
  return { home, path: join(home, 'config.toml') };
};

it('tells what a file would bring, and writes it', async () => {
  const { home, path } = setUp();
  const found = findConnections('~/mosquitto_sub', { path, taken: ['broker.example'], home });
  expect(found).toMatchObject({
    program: 'Mosquitto',
    connections: [
      {
        name: 'broker.example-2',
        formerName: 'broker.example',
        address: 'mqtt://broker.example',
        leftOut: ['The option -F is left out: there is no setting for it.'],
      },
    ],
  });
  if (typeof found === 'string') throw new Error(found);
  expect(await found.save()).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe(
    '[profile."broker.example-2"]\nurl = ["mqtt://broker.example"]\npassword = "sesame"\n',
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
  // Now that is there.
  expect(await found.save()).toBe('There is a profile "broker.example-2" already.');
});

it('leaves passwords out of a file that others can read', async () => {
  const { home, path } = setUp();
  writeFileSync(path, '');
  chmodSync(path, 0o644);
  const found = findConnections('~/mosquitto_sub', { path, taken: [], home });
  if (typeof found === 'string') throw new Error(found);
  expect(found.connections[0]?.leftOut[0]).toBe(
    'Its password is left out: others can read the file it would go into. Run chmod 600 on that, and import again.',
  );
  await found.save();
  expect(readFileSync(path, 'utf8')).not.toContain('sesame');
});

it('says in one sentence that a file has none', () => {
  const { home, path } = setUp();
  const destination = { path, taken: [], home };
  expect(findConnections('~/none', destination)).toBe('~/none: There is no such file.');
  writeFileSync(path, 'a = 1');
  expect(findConnections(path, destination)).toBe(
    `${path}: This is not a file of connections: MQTT Explorer's settings.json, what MQTTX exports as JSON, or options of Mosquitto's clients.`,
  );
});
