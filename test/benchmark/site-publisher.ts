import { once } from 'node:events';
import { connect } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { protocolVersion, publishPacket } from './load.ts';
import type { SiteNews, SiteOrder } from './site-source.ts';

/** Publishes what the devices of a site say to the broker on a port, at the pace that the parent asks for. */
const topics = 100;

/** ms between two looks at the clock: a person sees no difference, and this process costs next to nothing. */
const interval = 10;

const socket = connect({ host: '127.0.0.1', port: Number(process.argv[2]), noDelay: true });
let sent = 0;
let timer: NodeJS.Timeout | undefined;

const tell = (is: SiteNews['is']): void =>
  void process.send?.({ is, messages: sent } satisfies SiteNews);

const next = (): Buffer => {
  const n = sent++;
  const topic = `site/${n % 10}/dev${n % topics}/state`;
  return publishPacket(topic, JSON.stringify({ n, t: 20 + (n % 7) }));
};

const follow = ({ perSecond }: SiteOrder): void => {
  clearInterval(timer);
  tell('sent');
  if (perSecond === 0) return;
  const start = performance.now();
  const before = sent;
  timer = setInterval(() => {
    const due = before + Math.floor(((performance.now() - start) * perSecond) / 1000);
    if (sent < due) socket.write(Buffer.concat(Array.from({ length: due - sent }, next)));
  }, interval);
};

process.on('disconnect', () => process.exit());
socket.write(
  mqttPacket.generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion,
    clientId: 'site',
    clean: true,
    keepalive: 0,
  }),
);
// The first thing that a broker says is CONNACK. What it says later is of no interest.
await once(socket, 'data');
socket.resume();
process.on('message', follow);
tell('ready');
