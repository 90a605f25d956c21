import mqtt from 'mqtt';

/** What a house keeps retained on its broker. */
const retained: Readonly<Record<string, unknown>> = {
  'zigbee2mqtt/bridge/state': { state: 'online' },
  'zigbee2mqtt/Living room/lamp': {
    state: 'ON',
    brightness: 178,
    color_temp: 370,
    linkquality: 132,
  },
  'zigbee2mqtt/Living room/motion': { occupancy: true, illuminance: 214, battery: 91 },
  'zigbee2mqtt/Kitchen/plug': { state: 'ON', power: 41.7, energy: 12.84, voltage: 231 },
  'zigbee2mqtt/Kitchen/window': { contact: true, battery: 87, linkquality: 98 },
  'zigbee2mqtt/客厅/温度计': { temperature: 21.5, humidity: 41, battery: 76 },
  'home/garden/soil': '38 %',
  'home/garden/rain': '0.4 mm',
  'home/boiler/state': 'heating',
  'tele/solar/power': '1,284 W',
  'tele/solar/today': '6.1 kWh',
};

/** Values that change all the time: the mean of each, its amplitude and its unit. */
const swinging: Readonly<Record<string, readonly [number, number, string]>> = {
  'home/livingroom/temperature': [21.5, 0.8, '°C'],
  'home/livingroom/humidity': [41, 3, '%'],
  'home/bedroom/temperature': [18.9, 1.6, '°C'],
  'home/boiler/flow': [52.4, 6, '°C'],
  'tele/meter/power': [412, 90, 'W'],
};

/** What each thermometer also reports about itself. */
const update = { state: 'idle', installed: 8960, latest: 8960 };

/** Thermometers in Zigbee2MQTT: mean temperature, amplitude, and the other members. */
const thermometers: Readonly<Record<string, readonly [number, number, object]>> = {
  'zigbee2mqtt/attic': [19.2, 0.9, { battery: 92, linkquality: 134, update }],
  'zigbee2mqtt/bath': [22.8, 1.1, { battery: 83, linkquality: 105, update }],
};

/** The temperature curve of a heated room, between -1 and 1: waves, with a draught now and then. */
const warmth = (round: number, index: number): number =>
  0.7 * Math.sin(round / 9 + index * 1.7) +
  0.25 * Math.sin(round / 2.3 + index) -
  (round % 47 > 42 ? 0.5 : 0);

/** A house with sensors; publishes a round of readings every `interval` ms until `stop`. */
export const startHouse = async (
  port: number,
  interval = 120,
): Promise<{ readonly stop: () => Promise<void> }> => {
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port, protocolVersion: 5 });
  for (const [topic, value] of Object.entries(retained)) {
    const payload = typeof value === 'string' ? value : JSON.stringify(value);
    await client.publishAsync(topic, payload, { retain: true, qos: 1 });
  }
  let round = 0;
  const publishRound = (): void => {
    round += 1;
    for (const [index, [topic, [middle, swing, unit]]] of Object.entries(swinging).entries()) {
      const value = middle + swing * warmth(round, index);
      client.publish(topic, `${value.toFixed(1)} ${unit}`, { retain: true });
    }
    for (const [index, [topic, known]] of Object.entries(thermometers).entries()) {
      const [middle, swing, rest] = known;
      const warm = warmth(round, index);
      const temperature = Number((middle + swing * warm).toFixed(1));
      const humidity = Math.round(52 - 6 * warm);
      const payload = JSON.stringify({ temperature, ...rest, humidity });
      client.publish(topic, payload, { properties: { contentType: 'application/json' } });
    }
  };
  publishRound();
  const timer = setInterval(publishRound, interval);
  return {
    stop: async () => {
      clearInterval(timer);
      await client.endAsync();
    },
  };
};
