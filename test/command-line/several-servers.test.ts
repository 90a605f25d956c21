import { expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { builtProgram } from '../terminal/program.ts';

const urlAt = (port: number): string => `mqtt://127.0.0.1:${port}`;

describeWith(mosquittoMissing, 'a script with several servers', () => {
  it('publishes to the next one where nobody listens, and says so', async () => {
    const closed = await freePort();
    const broker = await forThisTest(startMosquitto());
    const port = String(broker.port);
    const ear = startChild('mosquitto_sub', ['-p', port, '-t', 'a', '-C', '1']);
    await expect.poll(() => broker.log(), { timeout: 15_000 }).toContain('Sending SUBACK');
    const urls = ['--url', urlAt(closed), '--url', urlAt(broker.port)];
    const args = [builtProgram, 'pub', ...urls, '-t', 'a', '-m', 'hello'];
    const { exitCode, err } = await finished(process.execPath, args, '');
    expect(exitCode).toBe(0);
    expect(err).toBe(
      `mqtt-tui: No connection to 127.0.0.1:${closed}: nothing is listening there (connection refused). Trying the next server.\n`,
    );
    await ear.line('the message', (line) => line === 'hello');
  });

  it('that listens goes on at the next one', async () => {
    const one = await forThisTest(startMosquitto());
    const two = await forThisTest(startMosquitto());
    const environment = { MQTT_TUI_URL: `${urlAt(one.port)},${urlAt(two.port)}` };
    const child = startChild(process.execPath, [builtProgram, 'sub', '-t', 'a'], { environment });
    await expect.poll(() => one.log(), { timeout: 15_000 }).toContain('Sending SUBACK');
    await one.down();
    await expect.poll(() => two.log(), { timeout: 15_000 }).toContain('Sending SUBACK');
    await finished('mosquitto_pub', ['-p', String(two.port), '-t', 'a', '-m', 'over there'], '');
    await child.line('the message', (line) => line === 'over there');
    child.kill('SIGTERM');
    expect(await child.ended()).toBe(0);
  });

  it('ends when none can be reached, after one round', async () => {
    const urls = [urlAt(await freePort()), urlAt(await freePort())];
    const args = [builtProgram, 'clean', ...urls.flatMap((url) => ['-L', url]), '#', '--dry-run'];
    const { exitCode, err } = await finished(process.execPath, args, '');
    expect(exitCode).toBe(1);
    expect(err.split('\n').filter((line) => line.includes('nothing is listening'))).toHaveLength(2);
  });
});
