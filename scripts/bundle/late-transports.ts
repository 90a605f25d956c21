import type { Plugin } from 'rolldown';

/** A row of the table of transports in MQTT.js, each of which brings all that it could need. */
const transport = /(protocols\.\w+ = )require\('(\.\/(?:ws|tcp|tls))'\)\.(\w+);/g;

const socks = 'const socks_1 = __importDefault(require("./socks"));';

const late = (code: string): string => {
  if (code.match(transport)?.length !== 8) throw new Error('MQTT.js has changed its transports');
  return code.replaceAll(transport, "$1(...all) => require('$2').$3(...all);");
};

const withoutSocks = (code: string): string => {
  if (!code.includes(socks)) throw new Error(`MQTT.js has changed: "${socks}" is not in it`);
  return code.replace(socks, 'const socks_1 = {};');
};

/**
 * Loads the transports of MQTT.js when a connection needs one: the WebSocket alone brings Node.js's HTTP, TLS and
 * zlib, and all their certificates (8 MB). Its SOCKS is cut out: proxies are ours to open. Fails if MQTT.js has changed.
 */
export const lateTransports = (): Plugin => ({
  name: 'late-transports',
  transform: (code, id) => {
    if (id.endsWith('/mqtt/build/lib/connect/index.js')) return { code: late(code), map: null };
    if (/\/mqtt\/build\/lib\/connect\/(?:tcp|tls)\.js$/.test(id))
      return { code: withoutSocks(code), map: null };
    return undefined;
  },
});
