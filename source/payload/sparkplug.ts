import { type Decoder, withModule } from './decoder.ts';
import { valueAt } from './value-path.ts';

/** Topics of Sparkplug B: `spBv1.0/group/DDATA/node/device`. */
const topicPattern = /^spBv1\.0\/([^/]+)\/([ND])(BIRTH|DEATH|DATA|CMD)\/([^/]+)(?:\/([^/]+))?$/;

/** The topics of the birth certificates that may name the metrics of a topic, the nearer first. */
export const birthTopics = (topic: string): string[] => {
  const [, group = '', , , node = '', device] = topicPattern.exec(topic) ?? [];
  if (group === '') return [];
  const ofNode = `spBv1.0/${group}/NBIRTH/${node}`;
  return device === undefined ? [ofNode] : [`spBv1.0/${group}/DBIRTH/${node}/${device}`, ofNode];
};

/** Sparkplug B: by itself on its topics; aliases get the names of the last birth certificate. */
export const decodeSparkplug: Decoder['decode'] = ({ topic, payload, isChosen }, tools) => {
  if (!isChosen && !topicPattern.test(topic)) return undefined;
  return withModule('Sparkplug B', tools.sparkplug, ({ bornMetrics, sparkplugValue }) => {
    const births = birthTopics(topic).flatMap((birth) => tools.lastPayload(birth) ?? []);
    const born = births.map((birth) => bornMetrics(birth));
    try {
      const value = sparkplugValue(payload, (alias) =>
        born.find((metrics) => metrics.has(alias))?.get(alias),
      );
      const metrics = valueAt(value, ['.metrics']);
      const isNamed = topicPattern.exec(topic)?.[3] === 'BIRTH' || births.length > 0;
      return {
        kind: 'Sparkplug B',
        notes: isNamed
          ? []
          : [{ name: 'birth certificate', text: 'not seen: aliases have no names' }],
        value,
        ...(metrics?.kind === 'map' && metrics.members.length > 0 ? { inShort: metrics } : {}),
      };
    } catch {
      return undefined;
    }
  });
};
