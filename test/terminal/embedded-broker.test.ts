/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { userInfo } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { enter, line, listens, startProgram } from './program.ts';

const servers: Server[] = [];

/** Something on a port that is no MQTT broker. */
const webServer = async (): Promise<number> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
};

const startOn = async (port: number, nick: string): Promise<TestTerminal> => {
  const terminal = startProgram(['--port', String(port), '--nick', nick]);
  await terminal.waitFor(line(nick, 'Hello,anyone!', '✓'));
  return terminal;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('without a host', () => {
  it('starts a broker of its own and says so, asks for the name, and greets', async () => {
    const port = await freePort();
    const terminal = startProgram(['--port', String(port)]);

    const screen = await terminal.waitFor('own broker');
    expect(screen.at(-1)).toContain(`127.0.0.1:${port}`);
    const { username } = userInfo();
    await terminal.waitFor('Your name in the chat');
    await terminal.waitFor(`Name  ${username} `);
    expect(terminal.cursor()).toMatchObject({ x: 8 + username.length, visible: true });
    await terminal.waitFor(`Enter joins #chat as ${username}: says “Hello,anyone!” there`);
    expect(terminal.text()).not.toMatch(line(username, 'Hello,anyone!'));

    await listens(terminal);
    terminal.press('Ctrl+U');
    enter(terminal, '爱丽丝');
    await terminal.waitFor(line('爱丽丝', 'Hello,anyone!', '✓'));
    expect(terminal.screen().at(-1)).toContain('爱丽丝');
    expect(terminal.text()).not.toContain('Your name');
  });

  it('takes no empty name', async () => {
    const terminal = startProgram(['--port', String(await freePort())]);
    await terminal.waitFor('Your name in the chat');
    await listens(terminal);
    terminal.press('Ctrl+U', 'Enter');
    await terminal.waitFor('A name needs at least one visible character');
    enter(terminal, 'alice');
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
  });

  it('lets a second program join the first, and both chat', async () => {
    const port = await freePort();
    const alice = await startOn(port, 'alice');
    const bob = await startOn(port, 'bob');
    await bob.waitFor("another mqtt-tui's broker");
    await alice.waitFor('bob is here');
    await alice.waitFor(line('bob', 'Hello,anyone!'));

    enter(alice, '你好, bob');
    await bob.waitFor(line('alice', '你好, bob'));
    enter(bob, 'hello alice 👋');
    await alice.waitFor(line('bob', 'hello alice 👋'));
    await alice.waitFor('2 people');
    await bob.waitFor('2 people');
  });

  it('hands the broker over to the second program when the first one quits', async () => {
    const port = await freePort();
    const alice = await startOn(port, 'alice');
    const bob = await startOn(port, 'bob');
    await alice.waitFor(line('bob', 'Hello,anyone!'));

    enter(alice, '/quit');
    expect(await alice.exited).toEqual({ exitCode: 0, signal: undefined });
    await bob.waitFor('alice left');
    await bob.waitFor(' own broker');
    await bob.waitFor(/● 127\.0\.0\.1:\d+ · .*own broker/);
    enter(bob, 'is anybody here?');
    await bob.waitFor(line('bob', 'is anybody here?', '✓'));

    const carol = await startOn(port, 'carol');
    await bob.waitFor(line('carol', 'Hello,anyone!'));
    enter(bob, 'welcome');
    await carol.waitFor(line('bob', 'welcome'));
  });

  it('is one broker for two programs that start at the same moment', async () => {
    const port = await freePort();
    const [alice, bob] = await Promise.all([startOn(port, 'alice'), startOn(port, 'bob')]);
    await Promise.all([alice.waitFor('2 people'), bob.waitFor('2 people')]);
    enter(alice, 'same time');
    await bob.waitFor(line('alice', 'same time'));
    // Whoever has the broker: when it is killed the other one takes over.
    const isAlice = !alice.text().includes('another');
    const [first, second] = isAlice ? [alice, bob] : [bob, alice];
    first.kill('SIGKILL');
    await second.waitFor(/● .* own broker/);
    enter(second, 'alone');
    await second.waitFor(line(isAlice ? 'bob' : 'alice', 'alone', '✓'));
  });

  it('goes on to the next port when something else holds the first, and says so', async () => {
    const port = await webServer();
    const terminal = startProgram(['--port', String(port), '--nick', 'alice'], { columns: 160 });
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    const status = terminal.screen().at(-1);
    expect(status).not.toContain(`● 127.0.0.1:${port} `);
    expect(status).toContain(
      `own broker, as port ${port} is taken by something other than an MQTT`,
    );
  });
});
