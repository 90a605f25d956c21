import { keySegment } from '../../payload/value-path.ts';
import { type AnnouncedUnit, longestUnit, type UnitReader } from './announced-units.ts';
import { withBase } from './home-assistant.ts';
import { isObject, type JsonObject, jsonObject, memberOf, shortText } from './json.ts';
import { numberNames } from './template.ts';

/** The most components of one device, and the longest texts, in UTF-16 units. */
const limits = { components: 100, topic: 1024, template: 256 };

/** The unit of one entity and where its number stands; a component may leave the topic to its device. */
const announcedIn = (options: JsonObject, outer: JsonObject): AnnouncedUnit | undefined => {
  const unit = shortText(memberOf(options, 'unit_of_measurement', 'unit_of_meas'), longestUnit);
  const topic = [options, outer]
    .map((each) => shortText(memberOf(each, 'state_topic', 'stat_t'), limits.topic))
    .find((each) => each !== undefined);
  if (unit === undefined || topic === undefined) return undefined;
  const template = memberOf(options, 'value_template', 'val_tpl');
  const names =
    template === undefined
      ? []
      : numberNames(typeof template === 'string' ? template.slice(0, limits.template) : '');
  if (names === undefined) return undefined;
  const base = [options, outer].map((each) => shortText(memberOf(each, '~'), limits.topic));
  const whole = withBase(
    topic,
    base.find((each) => each !== undefined),
  );
  return { topic: whole, path: names.map(keySegment), unit };
};

/** The units in a discovery message of Home Assistant: `unit_of_measurement`, of an entity or of components. */
export const homeAssistantUnits: UnitReader = ({ text }) => {
  const options = jsonObject(text);
  if (options === undefined) return [];
  const components = memberOf(options, 'components', 'cmps');
  const parts = isObject(components) ? Object.values(components).filter(isObject) : [];
  return [options, ...parts.slice(0, limits.components)].flatMap(
    (part) => announcedIn(part, options) ?? [],
  );
};
