import { BoundedMap } from '../../collections/bounded-map.ts';
import { keySegment, type ValuePath } from '../../payload/value-path.ts';
import { withBase } from './home-assistant.ts';
import { isObject, type JsonObject, jsonObject, memberOf, shortText } from './json.ts';
import { numberNames } from './template.ts';

/** The most units to remember, components of one device, and the longest texts, in UTF-16 units. */
const limits = { units: 20_000, components: 100, unit: 16, topic: 1024, template: 256 };

const keyOf = (topic: string, path: ValuePath): string => `${topic}\0${path.join('')}`;

/** The unit of one entity and where its number stands; a component may leave the topic to its device. */
const announcedIn = (
  options: JsonObject,
  outer: JsonObject,
): { readonly key: string; readonly unit: string } | undefined => {
  const unit = shortText(memberOf(options, 'unit_of_measurement', 'unit_of_meas'), limits.unit);
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
  return { key: keyOf(whole, names.map(keySegment)), unit };
};

/** The units that Home Assistant's discovery announces for the numbers in other topics' payloads. */
export class AnnouncedUnits {
  readonly #units = new BoundedMap<string, string>(limits.units);

  /** Takes a configuration, as JSON. */
  take(text: string): void {
    const options = jsonObject(text);
    if (options === undefined) return;
    const components = memberOf(options, 'components', 'cmps');
    const parts = isObject(components) ? Object.values(components).filter(isObject) : [];
    for (const part of [options, ...parts.slice(0, limits.components)]) {
      const found = announcedIn(part, options);
      if (found !== undefined) this.#units.set(found.key, found.unit);
    }
  }

  /** The unit of the number at a path of a topic's payloads, if announced. Text from outside. */
  of(topic: string, path: ValuePath): string | undefined {
    return this.#units.get(keyOf(topic, path));
  }
}
