import type { Decode, Decoder } from '../decoder.ts';
import { memberSegments, valueAt } from '../value-path.ts';
import { untagged, type Value } from '../value.ts';
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

/** The units of metrics by joined path; a metric with properties has its value one level below. */
const unitsByPath = (
  metrics: Value | undefined,
  unitOf: (name: string) => string | undefined,
): ReadonlyMap<string, string> => {
  const units = new Map<string, string>();
  if (metrics?.kind !== 'map') return units;
  const segments = memberSegments(metrics.members.map(({ key }) => key));
  for (const [index, { key, value }] of metrics.members.entries()) {
    const unit = unitOf(key);
    if (unit === undefined) continue;
    const inside = untagged(value).value.kind === 'map' ? '.value' : '';
    units.set(`.metrics${segments[index]}${inside}`, unit);
  }
  return units;
};

const decodeWith =
  ({ birthMetrics, sparkplugValue }: typeof Library): Decode =>
  ({ topic, payload }, { lastPayload }) => {
    const births = birthTopics(topic).flatMap((birth) => lastPayload(birth) ?? []);
    const born = births.map((birth) => birthMetrics(birth));
    const value = sparkplugValue(payload, (alias) =>
      born.find(({ byAlias }) => byAlias.has(alias))?.byAlias.get(alias),
    );
    const metrics = valueAt(value, ['.metrics']);
    const units = unitsByPath(metrics, (name) =>
      born.find(({ units: known }) => known.has(name))?.units.get(name),
    );
    const isNamed = topicPattern.exec(topic)?.[3] === 'BIRTH' || births.length > 0;
    return {
      kind: 'Sparkplug B',
      notes: isNamed
        ? []
        : [{ name: 'birth certificate', text: 'not seen: aliases have no names' }],
      value,
      ...(units.size === 0 ? {} : { units }),
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
