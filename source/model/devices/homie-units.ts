import { type AnnouncedUnit, longestUnit, type UnitReader } from './announced-units.ts';
import { isObject, jsonObject, memberOf, shortText } from './json.ts';

/** The most properties of one device. */
const mostProperties = 1000;

const upTo = (topic: string): string => topic.slice(0, topic.lastIndexOf('/'));

/** `homie/<device>/<node>/<property>/$unit` of Homie 3 and 4. */
export const homieUnit: UnitReader = ({ topic, text }) => {
  const unit = shortText(text.trim(), longestUnit);
  return unit === undefined ? [] : [{ topic: upTo(topic), path: [], unit }];
};

const membersOf = (value: unknown, name: string): readonly (readonly [string, unknown])[] => {
  const members = isObject(value) ? memberOf(value, name) : undefined;
  return isObject(members) ? Object.entries(members) : [];
};

/** The properties' units in `homie/5/<device>/$description`. */
export const homieUnits: UnitReader = ({ topic, text }) => {
  const found: AnnouncedUnit[] = [];
  for (const [node, described] of membersOf(jsonObject(text), 'nodes'))
    for (const [property, options] of membersOf(described, 'properties')) {
      const unit = shortText(isObject(options) ? memberOf(options, 'unit') : '', longestUnit);
      if (unit === undefined || found.length === mostProperties) continue;
      found.push({ topic: `${upTo(topic)}/${node}/${property}`, path: [], unit });
    }
  return found;
};
