import { type JsonMember, jsonMember } from '../../payload/json-member.ts';

const member = String.raw`\.[A-Za-z_]\w*|\[\s*(?:'\w+'|"\w+")\s*\]`;
const simple = new RegExp(String.raw`^\s*\{\{-?\s*value_json((?:${member})+)\s*-?\}\}\s*$`);
/** Filters that change neither a number's place nor its unit. */
const harmless = String.raw`(?:\|\s*(?:round|float|int)\s*(?:\([^()|]*\))?\s*)*`;
const number = new RegExp(
  String.raw`^\s*\{\{-?\s*value(?:_json((?:${member})+))?\s*${harmless}-?\}\}\s*$`,
);
const whole = /^\s*\{\{-?\s*value\s*-?\}\}\s*$/;

/** Numbers as Jinja writes them: Python's integers have any length, and `1.0` keeps its point. */
const inWords = (value: JsonMember | undefined): string | undefined => {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const { text, double } = value;
  if (/^-?\d+$/.test(text)) return text === '-0' ? '0' : text;
  return Number.isInteger(double) && Math.abs(double) < 1e16 ? `${double}.0` : String(double);
};

/**
 * Applies a Home Assistant template (Jinja) to a payload: `{{ value }}`, or a member such as
 * `{{ value_json.state }}`; `undefined` for any other template.
 */
export const compileTemplate = (
  template: string,
): ((text: string) => string | undefined) | undefined => {
  if (whole.test(template)) return (text) => text;
  const path = simple.exec(template)?.[1];
  if (path === undefined) return undefined;
  const names = path.match(/\w+/g) ?? [];
  return (text) => {
    try {
      return inWords(jsonMember(text, names));
    } catch {
      return undefined;
    }
  };
};

/**
 * The names on the way to the number that a template shows, as in `{{ value_json.temperature | round(1) }}`;
 * none for `{{ value }}`, `undefined` for a template that may calculate.
 */
export const numberNames = (template: string): readonly string[] | undefined => {
  const found = number.exec(template);
  return found === null ? undefined : (found[1]?.match(/\w+/g) ?? []);
};
