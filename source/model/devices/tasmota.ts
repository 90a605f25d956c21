import { topicLevels } from '../../mqtt/topic.ts';
import { readOnline } from './availability.ts';
import type { Recogniser } from './claim.ts';

/**
 * Tasmota's will message: `tele/<device>/LWT` with `Online` or `Offline`. The prefix may be elsewhere
 * (FullTopic), and others, such as OpenMQTTGateway, omit it.
 */
export const tasmotaDevice: Recogniser = ({ topic, text }) => {
  if (readOnline(text) === undefined) return undefined;
  const levels = topicLevels(topic).slice(0, -1);
  const name = levels.filter((level) => level !== 'tele').join('/');
  return name === ''
    ? undefined
    : {
        key: `tasmota ${topic}`,
        convention: 'Tasmota',
        name,
        rules: [{ mode: 'all', terms: [{ topic, read: readOnline }] }],
        ownTopic: topic,
      };
};
