import { readWords } from './availability.ts';
import type { Recogniser } from './claim.ts';
import { jsonObject, memberOf, shortText } from './json.ts';

/** The states of Homie 3 to 5; `alert` is gone in 5. */
const readState = readWords({
  init: { availability: 'online', word: 'starting' },
  ready: { availability: 'online' },
  alert: { availability: 'online', word: 'alert' },
  sleeping: { availability: 'asleep' },
  disconnected: { availability: 'offline' },
  lost: { availability: 'offline', word: 'lost' },
});

const longestName = 200;

const keyOf = (device: string): string => `homie ${device}`;

const upTo = (topic: string): string => topic.slice(0, topic.lastIndexOf('/'));

const lastLevel = (topic: string): string => topic.slice(topic.lastIndexOf('/') + 1);

/** `homie/<device>/$state`, since Homie 5 `homie/5/<device>/$state`; the base may differ. */
export const homieState: Recogniser = ({ topic, text }) => {
  if (readState(text) === undefined) return undefined;
  const device = upTo(topic);
  return {
    key: keyOf(device),
    convention: 'Homie',
    name: lastLevel(device),
    rules: [{ mode: 'all', terms: [{ topic, read: readState }] }],
    ownTopic: topic,
    also: [`${device}/$name`, `${device}/$description`],
  };
};

/** `homie/<device>/$name`, up to Homie 4. */
export const homieName: Recogniser = ({ topic, text }) => {
  const name = shortText(text.trim(), longestName);
  return name === undefined
    ? undefined
    : { key: keyOf(upTo(topic)), convention: 'Homie', name, rules: [], isAddition: true };
};

/**
 * `homie/5/<device>/$description`: the name, and the root device, whose connection all its children
 * share: only the root has a will message.
 */
export const homieDescription: Recogniser = ({ topic, text }) => {
  const description = jsonObject(text);
  if (description === undefined) return undefined;
  const device = upTo(topic);
  const name = shortText(memberOf(description, 'name'), longestName);
  const root = shortText(memberOf(description, 'root'), longestName);
  const terms = [`${device}/$state`, `${upTo(device)}/${root}/$state`].map((of) => ({
    topic: of,
    read: readState,
  }));
  return {
    key: keyOf(device),
    convention: 'Homie',
    rules: root === undefined ? [] : [{ mode: 'all', terms }],
    isAddition: true,
    isDecisive: root !== undefined,
    ...(name === undefined ? {} : { name }),
  };
};
