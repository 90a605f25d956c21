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

/** What changes all the time: the middle of each value, how far it swings, and its unit. */
const swinging: Readonly<Record<string, readonly [number, number, string]>> = {
  'home/livingroom/temperature': [21.5, 0.8, '°C'],
  'home/livingroom/humidity': [41, 3, '%'],
  'home/bedroom/temperature': [18.9, 0.5, '°C'],
  'home/boiler/flow': [52.4, 6, '°C'],
  'tele/meter/power': [412, 90, 'W'],
};

/** Time between two rounds of readings, ms. */
const interval = 120;

/** A house with sensors; begins to publish at once and goes on until `stop`. */
export const startHouse = async (port: number): Promise<{ readonly stop: () => Promise<void> }> => {
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port });
  for (const [topic, value] of Object.entries(retained)) {
    const payload = typeof value === 'string' ? value : JSON.stringify(value);
    await client.publishAsync(topic, payload, { retain: true, qos: 1 });
  }
  let round = 0;
  const publishRound = (): void => {
    round += 1;
    for (const [index, [topic, [middle, swing, unit]]] of Object.entries(swinging).entries()) {
      const value = middle + swing * Math.sin(round / 2.5 + index);
      client.publish(topic, `${value.toFixed(1)} ${unit}`, { retain: true });
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
