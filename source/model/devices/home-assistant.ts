import type { Reader } from './availability.ts';
import type { Claim, Recogniser } from './claim.ts';
import { isObject, type JsonObject, jsonObject, memberOf, shortText } from './json.ts';
import type { Rule, Term } from './rule.ts';
import { compileTemplate } from './template.ts';

/** The longest texts, in UTF-16 units, and the most topics and components. */
const limits = { name: 200, topic: 1024, text: 256, terms: 16, components: 100 };

/** Expands `~` at the start or end of a topic to the base. */
export const withBase = (topic: string, base: string | undefined): string => {
  if (base === undefined) return topic;
  const started = topic.startsWith('~') ? base + topic.slice(1) : topic;
  return started.endsWith('~') ? started.slice(0, -1) + base : started;
};

const payloadText = (value: unknown, fallback: string): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, limits.text)
    : fallback;

/** Compares a payload with the two configured ones, after applying the template if we know it. */
const readerOf = (options: JsonObject, template: unknown): Reader => {
  const online = payloadText(memberOf(options, 'payload_available', 'pl_avail'), 'online');
  const offline = payloadText(
    memberOf(options, 'payload_not_available', 'pl_not_avail'),
    'offline',
  );
  const isTemplate = typeof template === 'string' && template.trim() !== '';
  const render = isTemplate
    ? compileTemplate(template.slice(0, limits.text))
    : (text: string) => text;
  if (render === undefined) return () => ({ availability: 'unknown', word: 'template' });
  return (text) => {
    const rendered = render(text);
    if (rendered === online) return { availability: 'online' };
    return rendered === offline ? { availability: 'offline' } : undefined;
  };
};

const termOf = (
  topic: unknown,
  options: JsonObject,
  template: unknown,
  base: string | undefined,
): Term[] => {
  const named = shortText(topic, limits.topic);
  return named === undefined
    ? []
    : [{ topic: withBase(named, base), read: readerOf(options, template) }];
};

const modeOf = (options: JsonObject): Rule['mode'] => {
  const mode = memberOf(options, 'availability_mode', 'avty_mode');
  return mode === 'all' || mode === 'any' ? mode : 'latest';
};

/** The rules of one configuration; none if it has no availability. */
const rulesOf = (options: JsonObject, outerBase?: string): Rule[] => {
  const base = shortText(memberOf(options, '~'), limits.topic) ?? outerBase;
  const list = memberOf(options, 'availability', 'avty');
  const several = (Array.isArray(list) ? list : [list]).slice(0, limits.terms).filter(isObject);
  const terms = [
    ...termOf(
      memberOf(options, 'availability_topic', 'avty_t'),
      options,
      memberOf(options, 'availability_template', 'avty_tpl'),
      base,
    ),
    ...several.flatMap((each) =>
      termOf(memberOf(each, 'topic', 't'), each, memberOf(each, 'value_template', 'val_tpl'), base),
    ),
  ];
  return terms.length === 0 ? [] : [{ mode: modeOf(options), terms }];
};

const firstOf = (value: unknown): unknown =>
  Array.isArray(value) ? (value as readonly unknown[])[0] : value;

/** What identifies a device to which several configurations belong. */
const identityOf = (device: JsonObject): string | undefined => {
  const connection = firstOf(memberOf(device, 'connections', 'cns'));
  return (
    shortText(firstOf(memberOf(device, 'identifiers', 'ids')), limits.text) ??
    shortText(connection === undefined ? undefined : JSON.stringify(connection), limits.text)
  );
};

/**
 * Home Assistant's discovery: `<prefix>/<component>/[<node>/]<object>/config` for one entity, and
 * `<prefix>/device/<object>/config` for a device with its components.
 */
export const homeAssistantDevice: Recogniser = ({ topic, text }): Claim | undefined => {
  const options = jsonObject(text);
  if (options === undefined) return undefined;
  const found = memberOf(options, 'device', 'dev');
  const device = isObject(found) ? found : {};
  const components = memberOf(options, 'components', 'cmps');
  const base = shortText(memberOf(options, '~'), limits.topic);
  const parts = isObject(components) ? Object.values(components) : [];
  const rules = [
    ...rulesOf(options),
    ...parts
      .slice(0, limits.components)
      .flatMap((part) => (isObject(part) ? rulesOf(part, base) : [])),
  ];
  if (rules.length === 0) return undefined;
  const name =
    shortText(memberOf(device, 'name'), limits.name) ??
    shortText(memberOf(options, 'name'), limits.name) ??
    topic.split('/').at(-2) ??
    topic;
  return {
    key: `home-assistant ${identityOf(device) ?? topic}`,
    convention: 'Home Assistant',
    name: name.slice(0, limits.name),
    rules,
  };
};
