import type { Decode, Decoder } from '../decoder.ts';
import { valueAt } from '../value-path.ts';
import type * as Library from './lazy/sparkplug-value.ts';

/** Topics of Sparkplug B: `spBv1.0/group/DDATA/node/device`. */
const topicPattern = /^spBv1\.0\/([^/]+)\/([ND])(BIRTH|DEATH|DATA|CMD)\/([^/]+)(?:\/([^/]+))?$/;

/** The topics of the birth certificates that may name the metrics of a topic, the nearest first. */
const birthTopics = (topic: string): string[] => {
  const [, group = '', , , node = '', device] = topicPattern.exec(topic) ?? [];
  if (group === '') return [];
  const ofNode = `spBv1.0/${group}/NBIRTH/${node}`;
  return device === undefined ? [ofNode] : [`spBv1.0/${group}/DBIRTH/${node}/${device}`, ofNode];
};

const decodeWith =
  ({ birthMetrics, sparkplugValue }: typeof Library): Decode =>
  ({ topic, payload }, { lastPayload }) => {
    const births = birthTopics(topic).flatMap((birth) => lastPayload(birth) ?? []);
    const born = births.map((birth) => birthMetrics(birth));
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
  };

/** Sparkplug B; aliases get their names from the last birth certificate. */
export const sparkplug: Decoder = {
  name: 'sparkplug',
  accepts: 'Sparkplug B; automatic on topics below spBv1.0',
  dependsOn: birthTopics,
  kind: 'Sparkplug B',
  mayAccept: ({ topic }) => topicPattern.test(topic),
  load: async () => decodeWith(await import('./lazy/sparkplug-value.ts')),
};
