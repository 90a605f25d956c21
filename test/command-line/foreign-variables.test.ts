import { expect, it, onTestFinished } from 'vitest';
import { CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { startChild } from '../support/child.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startHttpProxy, startSocksProxy } from '../support/forward-proxies.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { at, builtProgram } from '../terminal/program.ts';

/** Runs `sub --subscribe-only`, and resolves with the exit code and what it has said. */
const subscribe = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<readonly [number | NodeJS.Signals, string]> => {
  const all = [builtProgram, 'sub', ...args, '--subscribe-only', 'a'];
  const child = startChild(process.execPath, all, { environment });
  return [await child.ended(), child.output()];
};

/** Starts a broker with TLS, by an authority that nobody knows. */
const secure = async () => {
  const maker = new CertificateMaker();
  onTestFinished(() => maker.close());
  const authority = maker.selfSigned('authority', 'DNS:authority', true);
  const { certFile, keyFile } = maker.signed('server', 'IP:127.0.0.1', authority);
  const extra = [`cafile ${authority.certFile}`, `certfile ${certFile}`, `keyfile ${keyFile}`];
  const { port } = await forThisTest(startMosquitto({ extra }));
  return { url: ['--url', `mqtts://127.0.0.1:${port}`], authority: authority.certFile };
};

describeWith(mosquittoMissing, 'a variable that is neither ours nor documented', () => {
  it('of the client library leads through no proxy', async () => {
    const broker = await forThisTest(startMosquitto());
    const proxy = await startSocksProxy();
    const variables = { MQTTJS_SOCKS_PROXY: `socks5://127.0.0.1:${proxy.port}` };
    expect(await subscribe(at(broker), variables)).toEqual([0, '']);
    expect(proxy.targets).toEqual([]);
  });

  it('of Node.js leads through no other proxy than ours', async () => {
    const broker = await forThisTest(startMosquitto());
    const [ours, other] = [await startHttpProxy(), await startHttpProxy()];
    const variables = {
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://127.0.0.1:${other.port}`,
      NO_PROXY: '',
    };
    const through = ['--proxy', `http://127.0.0.1:${ours.port}`];
    expect(await subscribe([...at(broker), ...through], variables)).toEqual([0, '']);
    expect([ours.targets.length, other.targets.length]).toEqual([1, 0]);
  });

  describeWith(opensslMissing, 'with TLS', () => {
    it('does not switch verification off, nor say so', async () => {
      const { url } = await secure();
      const variables = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      const [exitCode, said] = await subscribe(url, variables);
      expect(exitCode).toBe(1);
      expect(said).toMatch(/^mqtt-tui: The broker's TLS certificate was not accepted: [^\n]*\n$/);
      expect(await subscribe([...url, '--insecure'], variables)).toEqual([0, '']);
    });

    it('leads through no proxy', async () => {
      const { url, authority } = await secure();
      const proxy = await startSocksProxy();
      const variables = { MQTTJS_SOCKS_PROXY: `socks5://127.0.0.1:${proxy.port}` };
      expect(await subscribe([...url, '--cafile', authority], variables)).toEqual([0, '']);
      expect(proxy.targets).toEqual([]);
    });

    it('adds authorities to those that Node.js trusts', async () => {
      const { url, authority } = await secure();
      expect(await subscribe(url, { NODE_EXTRA_CA_CERTS: authority })).toEqual([0, '']);
    });
  });
});
