import { expect, it } from 'vitest';
import { Server, ServerList } from '../../../source/mqtt/server-list.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { aSession } from '../../support/at-screen.ts';
import { freePort } from '../../support/free-port.ts';
import { openApp, type Size } from '../../support/open-app.tsx';

const serverAt = (port: number): Server =>
  new Server({ protocol: 'mqtt', host: '127.0.0.1', port });

it.each<Size>([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
])('/servers lists them with their state on $columns×$rows; Enter goes to one', async (size) => {
  const [first, second] = [await startFakeBroker(), await startFakeBroker()];
  const closed = await freePort();
  const server = new ServerList([closed, first.port, second.port].map(serverAt));
  const session = aSession(undefined, { server });
  session.setNick('me');
  session.retryNow();
  const app = openApp(session, size);
  await app.waitFor(/^ ● /m);
  app.type('/servers');
  app.press('Enter');
  await app.waitFor(new RegExp(`▸ ● 127.0.0.1:${first.port} +connected: chat and topics`));
  await app.waitFor(new RegExp(`✗ 127.0.0.1:${closed} +failed \\d+ s ago`));
  await app.waitFor(new RegExp(`○ 127.0.0.1:${second.port} +never tried`));
  app.press('Up');
  await app.waitFor(/nothing is listening/);
  app.press('End', 'Enter');
  await app.waitFor(new RegExp(`▸ ● 127.0.0.1:${second.port} +connected: chat and topics`));
  await first.deserted();
  await app.waitFor(new RegExp(`○ 127.0.0.1:${first.port} +worked before`));
  expect(app.misfits()).toEqual([]);
  app.press('Esc');
  await app.waitUntilGone('3 servers');
});

it('/servers shows the only one too', async () => {
  const { port } = await startFakeBroker();
  const session = aSession({ protocol: 'mqtt', host: '127.0.0.1', port });
  session.setNick('me');
  const app = openApp(session, { columns: 80, rows: 24 });
  app.type('/servers');
  app.press('Enter');
  await app.waitFor('1 server');
  await app.waitFor(new RegExp(`▸ ● 127.0.0.1:${port} +connected: chat and topics`));
  expect(app.misfits()).toEqual([]);
});
