import { readOnline } from './availability.ts';
import type { Recogniser } from './claim.ts';

/** ESPHome's birth and will message, which others have too: `<prefix>/status`, retained, `online` or `offline`. */
export const statusDevice: Recogniser = ({ topic, text, isRetained }) => {
  const name = topic.slice(0, -'/status'.length);
  return !isRetained || name === '' || readOnline(text) === undefined
    ? undefined
    : {
        key: `status ${topic}`,
        convention: 'status',
        name,
        rules: [{ mode: 'all', terms: [{ topic, read: readOnline }] }],
        ownTopic: topic,
      };
};
