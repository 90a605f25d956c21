import { expect, it, vi } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { configFile } from '../support/config-file.ts';
import { fakeHost } from '../support/fake-host.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

it.each([
  [['pub', '-t', 'a', '-m', 'x'], 'pub publishes'],
  [['request', '-t', 'a', '-m', 'x'], 'request publishes'],
  [['clean', '#', '--yes'], 'clean clears by publishing'],
  [['replay', 'messages.jsonl'], 'replay publishes'],
  [['sub', '#', '--remove-retained'], '--remove-retained clears by publishing'],
  [['sub', '#', '--will-topic', 'a'], '--will-topic has the broker publish a will message'],
  [['wait', 'a = 1', '--will-topic', 'a'], '--will-topic has the broker publish a will message'],
  [['watch', '--will-topic', 'a'], '--will-topic has the broker publish a will message'],
])('mqtt-tui %j connects to nobody with --read-only, and says so', async (argv, what) => {
  const connected = vi.fn<() => void>();
  const { port } = await startFakeBroker({ connect: () => connected() });
  const where = ['--host', '127.0.0.1', '--port', String(port)];
  for (const [flags, environment, source] of [
    [['--read-only'], {}, '--read-only'],
    [[], { MQTT_TUI_READ_ONLY: '1' }, 'MQTT_TUI_READ_ONLY'],
  ] as const) {
    const { host, err } = fakeHost({ argv: [...argv, ...where, ...flags], environment });
    expect(await main(host)).toBe(2);
    expect(err()).toBe(`mqtt-tui: ${what}, but ${source} lets nothing be published.\n`);
  }
  expect(connected).not.toHaveBeenCalled();
});

it('a profile that is read-only publishes nothing, and is named', async () => {
  const config = configFile('[profile.office]\nhost = "127.0.0.1"\nread-only = true\n');
  const argv = ['pub', 'office', '-t', 'a', '-m', 'x', '--config', config];
  const { host, err } = fakeHost({ argv });
  expect(await main(host)).toBe(2);
  expect(err()).toBe(
    `mqtt-tui: ${config}:3: pub publishes, but --read-only lets nothing be published.\n`,
  );
});

it('a will message of the file does not keep a profile from being read-only', async () => {
  const broker = await startFakeBroker();
  const config = configFile(
    `will-topic = "gone"\n[profile.office]\nhost = "127.0.0.1"\nport = ${broker.port}\nread-only = true\n`,
  );
  const argv = ['sub', 'office', '#', '--subscribe-only', '--config', config];
  const { host } = fakeHost({ argv });
  expect(await main(host)).toBe(0);
  expect(broker.connects().map(({ will }) => will)).toEqual([undefined]);
});
