import { findProgram } from '../support/find-program.ts';
import { mosquittoMissing } from '../support/mosquitto.ts';
import { findPython } from '../support/python.ts';
import type { addresses, Stage } from './stage.ts';

/** What a printed command needs and what it must do. */
export type Expectation = {
  /** The Mosquitto that it connects to: one for everybody on port 1883, or for `admin` on 61613. */
  readonly broker?: keyof typeof addresses;
  /** What is retained there, by topic. */
  readonly retained?: Readonly<Record<string, string>>;
  /** Files that the page speaks of, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Commands that the page prints before it, in the same folder. */
  readonly after?: readonly string[];
  /** Says so when something beside Mosquitto is not on this machine. */
  readonly missing?: string | undefined;
  /** Started by root, Mosquitto becomes a user who may not read the files of the test. */
  readonly isNotForRoot?: boolean;
  /** Looks at the terminal in which the command runs. */
  readonly look: (stage: Stage) => Promise<unknown>;
};

/** Why a printed command is not run. */
export type NotRun = { readonly notRun: string };

const missingProgram = (name: string): string | undefined =>
  findProgram(name) === undefined ? `the program "${name}" is not installed` : undefined;

const shows =
  (what: string | RegExp) =>
  (stage: Stage): Promise<void> =>
    stage.shows(what);

/** It prints this and ends by itself. */
const ends =
  (what: string | RegExp, exitCode = 0) =>
  async (stage: Stage): Promise<void> => {
    await stage.ended(exitCode);
    await stage.shows(what);
  };

/** It prints nothing, no complaint either, and ends by itself. */
const endsInSilence = ends(/^\s*$/);

/** It shows this and goes on until Ctrl+C. */
const goesOn =
  (what: string | RegExp, exitCode = 0) =>
  async (stage: Stage): Promise<void> => {
    await stage.shows(what);
    stage.terminal.press('Ctrl+C');
    await stage.ended(exitCode);
  };

/** It ends by itself, and a subscriber has got these messages. */
const publishes =
  (topic: string, ...payloads: readonly string[]) =>
  async (stage: Stage): Promise<void> => {
    await stage.ended(0);
    await stage.received(topic, payloads);
  };

/** It asks on a topic, and prints what is answered. */
const answers =
  (topic: string) =>
  async (stage: Stage): Promise<void> => {
    await stage.received(`${topic}/get`, ['']);
    await stage.publish(topic, '2.1');
    await stage.ended(0);
    await stage.shows(/(?:^|it has )2\.1$/m);
  };

const greeted = (nick: string): RegExp => new RegExp(`${nick}  Hello,anyone! +✓`);

const temperature = { 'site/1/temperature': '21.5' };

const recording = ['21.5', '22.5']
  .map((payload, index) =>
    JSON.stringify({
      time: `2026-11-22T21:03:0${index}.000Z`,
      topic: 'site/1/temperature',
      qos: 0,
      retain: false,
      payload,
    }),
  )
  .join('\n');

const installs: NotRun = { notRun: 'installs packages' };
const elsewhere: NotRun = { notRun: 'is for a broker on another machine' };

/**
 * What each command that README and docs/ print must do, by its text without the comment. A command
 * of a page that is not here fails the tests, and so does one here that no page prints any more.
 */
export const expectations: Readonly<Record<string, Expectation | NotRun>> = {
  'npm ci && npx mqtt-tui': installs,
  'mqtt-tui --host broker.example -u alice --password-file ~/.mqtt-password': elsewhere,
  'mqtt-tui --url mqtts://CLUSTER.s1.eu.hivemq.cloud:8883 -u alice --password-file ~/.mqtt-password':
    elsewhere,
  'mqtt-tui --url mqtts://ENDPOINT-ats.iot.REGION.amazonaws.com:443 --alpn x-amzn-mqtt-ca --cafile AmazonRootCA1.pem --cert device.pem.crt --key private.pem.key -i my-thing':
    elsewhere,
  'mqtt-tui --url mqtts://NAMESPACE.REGION-1.ts.eventgrid.azure.net:8883 -u CLIENT --cert client.pem --key client.key -i CLIENT-1':
    elsewhere,
  'mqtt-tui --host homeassistant.local -u alice --password-file ~/.mqtt-password': elsewhere,
  'npm ci && npm test': installs,
  'npm install --global .': installs,
  'apt-get install mosquitto': installs,
  'npm run bench': { notRun: 'takes twenty-five minutes' },
  "secret-tool store --label 'MQTT office' service mqtt-office": { notRun: 'needs a keyring' },
  'security add-generic-password -s mqtt-office -a me -w': { notRun: 'is of macOS' },
  'xrdb -merge ~/.Xresources': { notRun: 'needs an X server' },
  'source <(mqtt-tui completions zsh)': {
    notRun: 'is for zsh, where completion-script.test.ts loads it',
  },

  'npx mqtt-tui': { look: shows('Your name in the chat') },
  'npx mqtt-tui --host 127.0.0.1 --nick bob': { broker: 'open', look: shows(greeted('bob')) },
  'npx mqtt-tui --host 127.0.0.1 --port 61613 -u admin -P password --nick bob': {
    broker: 'password',
    look: shows(greeted('bob')),
  },
  'mqtt-tui --host 127.0.0.1 --nick alice --session-expiry 86400 --client-id alice-1': {
    broker: 'open',
    look: shows(greeted('alice')),
  },
  'mqtt-tui --url mqtt://node1 --url mqtt://node2 --url mqtt://node3 --nick alice': {
    notRun: 'three hosts of your own',
  },
  'mqtt-tui --host 127.0.0.1 --port 61613 -u admin -P password --nick alice': {
    broker: 'password',
    look: shows(greeted('alice')),
  },
  [`mosquitto_pub -t chat -m '{"user": "carol", "say": "你好"}'`]: {
    broker: 'open',
    missing: missingProgram('mosquitto_pub'),
    look: publishes('chat', '{"user": "carol", "say": "你好"}'),
  },
  'python3 peer.py carol': {
    broker: 'password',
    missing: findPython().missing,
    look: async (stage) => {
      await stage.publish('chat', '{"user": "alice", "say": "你好"}');
      await stage.shows('alice: 你好');
      stage.terminal.type('hello');
      stage.terminal.press('Enter');
      await stage.shows('carol: hello');
      stage.terminal.press('Ctrl+D');
      await stage.ended(0);
    },
  },

  "mqtt-tui --host 127.0.0.1 -t 'zigbee2mqtt/#' -t '/+'": {
    broker: 'open',
    look: async (stage) => {
      await stage.publish('zigbee2mqtt/lamp', 'on');
      await stage.publish('/a', '21.5');
      await stage.shows('zigbee2mqtt');
      await stage.shows(/a +21\.5/);
    },
  },
  'while sleep 1; do date +%S; done | npx mqtt-tui pub -t demo/seconds -l': {
    broker: 'open',
    look: (stage) => stage.receives('demo/seconds', /^\d\d$/),
  },
  "npx mqtt-tui --host 127.0.0.1 -t '/+'": {
    broker: 'open',
    look: async (stage) => {
      await stage.publish('/a', '21.5');
      await stage.shows(/a +21\.5/);
    },
  },
  'mosquitto_pub -t /a -m 21.5': {
    broker: 'open',
    missing: missingProgram('mosquitto_pub'),
    look: publishes('/a', '21.5'),
  },
  "npx mqtt-tui --host 127.0.0.1 --proto reading.proto --decode 'sensors/#=protobuf:my.pkg.Reading' --decode 'raw/+=hex'":
    {
      broker: 'open',
      retained: { 'sensors/1': '\n\u0001a\u0011\0\0\0\0\0\0\0@', 'raw/1': 'AB' },
      look: async (stage) => {
        await stage.shows('{"sensor":');
        await stage.shows('0x 41 42');
      },
    },

  "mqtt-tui sub -C 1 'site/+/temperature'": {
    broker: 'open',
    retained: temperature,
    look: ends('21.5'),
  },
  "mqtt-tui sub --json 'site/#' | jq -c .payload": {
    broker: 'open',
    retained: temperature,
    missing: missingProgram('jq'),
    look: goesOn('"21.5"', 130),
  },
  "mqtt-tui sub --json 'site/#' | jq .payload": {
    broker: 'open',
    retained: temperature,
    missing: missingProgram('jq'),
    look: goesOn('"21.5"', 130),
  },
  "mqtt-tui sub -F '%I %t %p' -W 3 'site/#'": {
    broker: 'open',
    retained: temperature,
    look: ends(/^\d{4}-\d\d-\d\dT\S+ site\/1\/temperature 21\.5$/m, 27),
  },
  "mqtt-tui sub -c -i collector -q 1 -E 'site/#'": { broker: 'open', look: endsInSilence },
  "mqtt-tui sub -c -i collector -q 1 -W 5 'site/#'": {
    broker: 'open',
    retained: temperature,
    look: ends('21.5', 27),
  },
  "mqtt-tui sub -c -i collector -q 1 -C 1 'site/#'": {
    broker: 'open',
    retained: temperature,
    look: ends('21.5'),
  },
  "mqtt-tui sub -c -i collector -U 'site/#' -E": { broker: 'open', look: endsInSilence },
  "mqtt-tui sub --filter 'json:.temp>30' -v 'site/#'": {
    broker: 'open',
    retained: { 'site/1/boiler': '{"temp":31.0}', 'site/1/hall': '{"temp":20}' },
    look: goesOn(/^site\/1\/boiler \{"temp":31\.0\}\s*$/),
  },
  "mqtt-tui sub --decode protobuf:my.pkg.Reading --proto my.proto 'site/#'": {
    broker: 'open',
    files: {
      'my.proto': 'syntax = "proto3"; package my.pkg; message Reading { string sensor = 1; }',
    },
    retained: { 'site/1': '\n\u0001a' },
    look: goesOn('{"sensor":"a"}'),
  },
  "mqtt-tui sub --csv -W 86400 'site/#' > day.csv": {
    broker: 'open',
    files: { 'day.csv': '' },
    retained: temperature,
    look: async (stage) => {
      await stage.file('day.csv', /,interval_ms,[^]*,site\/1\/temperature,0,1,4,21\.5,,0\r\n$/);
      stage.terminal.press('Ctrl+C');
      await stage.ended(0);
    },
  },
  "mqtt-tui sub --json --decode json 'site/#' | jq .decoded.temp": {
    broker: 'open',
    retained: { 'site/1': '{"temp":31}' },
    missing: missingProgram('jq'),
    look: goesOn('31', 130),
  },
  [`mqtt-tui pub -t site/temp --fill -m '{"n":{{n}},"at":"{{now}}","temp":{{random 18 24.0}}}' --repeat 3`]:
    {
      broker: 'open',
      look: async (stage) => {
        await stage.ended(0);
        await stage.receives('site/temp', /^\{"n":3,"at":"\d{4}-[^"]*Z","temp":\d\d\.\d\}$/);
      },
    },
  "mqtt-tui wait 'site/1/temperature > 30' -W 60": {
    broker: 'open',
    retained: { 'site/1/temperature': '31' },
    look: ends(/^site\/1\/temperature 31$/m),
  },
  "mqtt-tui wait 'site/1/temperature > 30'": {
    broker: 'open',
    retained: { 'site/1/temperature': '31' },
    look: ends(/^site\/1\/temperature 31$/m),
  },
  "mqtt-tui wait 'site/1/temperature > 30' 'site/1/door = open' -W 60": {
    broker: 'open',
    retained: { ...temperature, 'site/1/door': 'open' },
    look: ends(/^site\/1\/door open$/m),
  },
  "mqtt-tui wait --all 'site/+/json .temp >= 30' 'fan = off' --for 10s": {
    broker: 'open',
    retained: { 'site/1/json': '{"temp":30}', fan: 'off' },
    look: ends(/^site\/1\/json \{"temp":30\}\s+fan off$/m),
  },
  "mqtt-tui wait --stale 5m 'site/+/json'": { notRun: 'takes five minutes' },
  "mqtt-tui wait --changed 'site/1/json .mode'": {
    broker: 'open',
    look: async (stage) => {
      let number = 0;
      const timer = setInterval(() => {
        number += 1;
        void stage.publish('site/1/json', `{"mode":${number}}`);
      }, 300);
      await stage.ended(0);
      clearInterval(timer);
      await stage.shows(/^site\/1\/json \{"mode":\d+\}$/m);
    },
  },
  [`mqtt-tui wait 'site/1/door = open' --exec 'echo "$MQTT_TOPIC: $MQTT_PAYLOAD"'`]: {
    broker: 'open',
    retained: { 'site/1/door': 'open' },
    look: goesOn(/^site\/1\/door: open$/m),
  },
  "mqtt-tui wait 'device/1/state = ready' -W 300 && echo 'ready for the tests'": {
    broker: 'open',
    retained: { 'device/1/state': 'ready' },
    look: ends(/^ready for the tests$/m),
  },
  'mqtt-tui request -t lamp/get -e lamp -n -W 5': { broker: 'open', look: answers('lamp') },
  'mqtt-tui request -t lamp/get -e lamp -n': { broker: 'open', look: answers('lamp') },
  'version=$(mqtt-tui request -t device/1/version/get -e device/1/version -n -W 10) && echo "it has $version"':
    { broker: 'open', look: answers('device/1/version') },
  "mqtt-tui wait 'site/+/temperature > 30' --exec 'jq -ncj -f alarm.jq | mqtt-tui pub -t chat -s'":
    {
      broker: 'open',
      retained: { 'site/1/temperature': '31' },
      missing: missingProgram('jq'),
      look: async (stage) => {
        await stage.received('chat', ['{"user":"alarm","say":"site/1/temperature is 31"}']);
        await stage.publish('site/2/temperature', '99');
        await stage.received('chat', [
          '{"user":"alarm","say":"site/1/temperature is 31"}',
          '{"user":"alarm","say":"site/2/temperature is 99"}',
        ]);
        stage.terminal.press('Ctrl+C');
        await stage.ended(0);
      },
    },
  'mqtt-tui pub -t site/lamp -r -q 1 -m on': {
    broker: 'open',
    look: publishes('site/lamp', 'on'),
  },
  'sensors | mqtt-tui pub -t site/values -l': {
    broker: 'open',
    look: publishes('site/values', 'temp1: +42.0°C', 'temp2: +43.0°C'),
  },
  "mqtt-tui clean --dry-run 'old/#'": {
    broker: 'open',
    retained: { 'old/a': 'x' },
    look: ends(/^old\/a$/m),
  },
  "mqtt-tui record site.jsonl -t 'site/#'": {
    broker: 'open',
    look: async (stage) => {
      await stage.shows('Recording site/# in site.jsonl');
      await stage.publish('site/lamp', 'on');
      await stage.file('site.jsonl', /"topic":"site\/lamp".*"payload":"on"/);
      stage.terminal.press('Ctrl+C');
      await stage.ended(0);
    },
  },
  "mqtt-tui record site.jsonl -t 'site/#' --rotate 1d --keep 30 --append": {
    broker: 'open',
    files: { 'site.jsonl': recording },
    look: async (stage) => {
      await stage.shows('Recording site/# in site.jsonl');
      await stage.publish('site/lamp', 'on');
      await stage.file('site.jsonl', /"topic":"site\/lamp".*"payload":"on"/);
      stage.terminal.press('Ctrl+C');
      await stage.ended(0);
    },
  },
  'mqtt-tui replay site.jsonl --speed 10 --prefix test/': {
    broker: 'open',
    files: { 'site.jsonl': recording },
    look: publishes('test/site/1/temperature', '21.5', '22.5'),
  },
  'mqtt-tui replay site.jsonl --speed 10': {
    broker: 'open',
    files: { 'site.jsonl': recording },
    look: publishes('site/1/temperature', '21.5', '22.5'),
  },
  'mqtt-tui open site.jsonl': {
    files: { 'site.jsonl': recording },
    look: shows(/temperature +22\.5/),
  },
  'source <(mqtt-tui completions bash)': { look: endsInSilence },
  'mqtt-tui completions fish > ~/.config/fish/completions/mqtt-tui.fish': {
    files: { '.config/fish/completions/.keep': '' },
    look: async (stage) => {
      await stage.ended(0);
      await stage.file('.config/fish/completions/mqtt-tui.fish', /^complete -c mqtt-tui -f$/m);
    },
  },

  'mqtt-tui broker': { look: goesOn('broker listens on 127.0.0.1:1883', 130) },
  'npx mqtt-tui broker': { look: goesOn('broker listens on 127.0.0.1:1883', 130) },
  'npx mqtt-tui broker --listen 0.0.0.0:61613 --username admin --password-file password.txt': {
    files: { 'password.txt': 'password\n' },
    look: goesOn('broker listens on 0.0.0.0:61613, user admin', 130),
  },
  'mosquitto_passwd -b -c password.mosquitto admin password': {
    missing: missingProgram('mosquitto_passwd'),
    look: async (stage) => {
      await stage.ended(0);
      await stage.file('password.mosquitto', /^admin:\$\d\$/);
    },
  },
  [String.raw`printf 'listener 61613 127.0.0.1\npassword_file password.mosquitto\n' > mosquitto.conf`]:
    { look: endsInSilence },
  '/usr/sbin/mosquitto -c mosquitto.conf': {
    missing: mosquittoMissing,
    isNotForRoot: true,
    after: [
      'mosquitto_passwd -b -c password.mosquitto admin password',
      String.raw`printf 'listener 61613 127.0.0.1\npassword_file password.mosquitto\n' > mosquitto.conf`,
    ],
    look: async (stage) => {
      await stage.shows(/mosquitto version \S+ running/);
      await stage.publish('chat', 'hello');
      stage.terminal.press('Ctrl+C');
      await stage.ended(0);
    },
  },

  'mqtt-tui --screen-reader': { look: shows('textbox: Name') },
  'mqtt-tui --fps 1': { look: shows('Your name in the chat') },
};
