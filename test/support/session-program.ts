import { MqttSession } from '../../source/session/session.ts';

/**
 * A session in a separate process, for tests to kill: joins the room `chat` and prints "ready" when
 * it has received its own presence. Its only argument is JSON.
 */
const {
  port,
  protocolVersion,
  nick,
  clientId,
  credentials = {},
} = JSON.parse(process.argv[2] ?? '') as {
  port: number;
  protocolVersion: 5 | 4;
  nick: string;
  clientId: string;
  credentials?: { username: string; password: string };
};

const session = new MqttSession({
  server: async () => ({ protocol: 'mqtt', host: '127.0.0.1', port }),
  credentials,
  keepAlive: 60,
  mostFrames: 10,
  protocolVersion,
  clientId,
  isTransient: true,
  chat: { rooms: ['chat'], greeting: '' },
});
session.setNick(nick);
session.clock.subscribe(() => {
  const people = session.chat?.rooms.get('chat')?.people.list() ?? [];
  if (people.some((person) => person.clientId === clientId)) process.stdout.write('ready\n');
});
