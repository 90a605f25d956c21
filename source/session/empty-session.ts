import { ServerList } from '../mqtt/server-list.ts';
import { MqttSession } from './session.ts';

/** A session without a broker, for a screen on which none is chosen yet: it connects to nothing. */
export const emptySession = (mostFrames: number): MqttSession =>
  new MqttSession({
    server: new ServerList([]),
    credentials: {},
    keepAlive: 0,
    protocolVersion: 'auto',
    clientId: '',
    isTransient: true,
    mostFrames,
  });
