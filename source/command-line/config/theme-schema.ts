import { colourNames } from '../../ui/theme/colours.ts';
import { attributes, colourKeys, hueNames } from '../../ui/theme/own-theme.ts';
import { themeNames, themeSpellings } from '../../format/theme-names.ts';
import { looks } from '../../ui/theme/theme.ts';

type Schema = Readonly<Record<string, unknown>>;

const colour: Schema = {
  anyOf: [
    { enum: colourNames },
    { type: 'string', pattern: '^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$' },
    { type: 'integer', minimum: 0, maximum: 255 },
  ],
};

const all = (names: readonly string[], schema: Schema): Schema =>
  Object.fromEntries(names.map((name) => [name, schema]));

const table = (properties: Schema): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

const look = table({
  ...all(Object.keys(colourKeys), colour),
  ...all(Object.keys(attributes), { type: 'boolean' }),
});

/** The JSON schema of the table `[theme]`. */
export const themeSchema = table({
  base: { enum: [...themeNames, ...themeSpellings.keys()] },
  ...all(['text', 'background', ...hueNames], colour),
  ...Object.fromEntries(
    Object.entries(looks).map(([name, description]) => [
      name,
      { description, anyOf: [colour, look] },
    ]),
  ),
});
