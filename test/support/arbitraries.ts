import * as fc from 'fast-check';

const level = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom('', 'a', 'b', 'A', '$SYS', '$share', '1', '10', '你', '😀'),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 4 })
      .map((text) => text.replaceAll(/[/+#\p{Cc}\p{Noncharacter_Code_Point}]/gu, '_')),
  },
);

/** Topic names with empty levels, leading and trailing slashes, and levels that begin with `$`. */
export const topicNames = fc
  .array(level, { minLength: 1, maxLength: 5 })
  .map((levels) => levels.join('/'))
  .filter((name) => name !== '');

/** Valid topic filters over the same levels, shared subscriptions among them. */
export const topicFilters = fc
  .record({
    share: fc.constantFrom('', '', '$share/group/', '$share/你/'),
    levels: fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 5 }),
    tail: fc.constantFrom([], [], ['#']),
  })
  .map(({ share, levels, tail }) => ({ share, filter: [...levels, ...tail].join('/') }))
  .filter(({ share, filter }) => filter !== '' && (share !== '' || !/^\$share(\/|$)/.test(filter)))
  .map(({ share, filter }) => share + filter);

const nasty = fc.constantFrom(
  // Controls and invisible characters, halves of pairs, marks, and characters that JSON escapes.
  '\0',
  '\n',
  '\r',
  '\t',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u009b',
  '\u061c',
  '\u200e',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u2066',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u{e0041}',
  '\u{10ffff}',
  '\u0301',
  '\u0489',
  '\u200d',
  '\ufe0f',
  '😀',
  '你',
  '"',
  '\\',
  ' ',
  'a',
);

/** Any text a stranger may send: all code points, controls and halves of surrogate pairs. */
export const hostileTexts = (maxLength = 60): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      nasty,
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength,
  });

/** Any payload: noise, text, JSON, and JSON with a byte gone wrong. */
export const payloads: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  hostileTexts(200).map((text) => Buffer.from(text)),
  fc.json({ stringUnit: 'binary' }).map((text) => Buffer.from(text)),
  fc.tuple(fc.json(), fc.nat(), fc.integer({ min: 0, max: 255 })).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    bytes[at % bytes.length] = byte;
    return bytes;
  }),
);

const digits = fc.bigInt(0n, 10n ** 30n).map(String);
const shortDigits = fc.nat(300).map(String);
const someDigits = fc.oneof(digits, shortDigits);

/** Numbers as JSON writes them, many of them close to each other: long ones, `1.50`, `-0.0`, `1e-40`. */
export const jsonNumbers = fc
  .record({
    sign: fc.constantFrom('', '', '-'),
    whole: someDigits,
    fraction: fc.oneof(
      fc.constant(''),
      someDigits.map((text) => `.${text}`),
      fc.constant('.0'),
    ),
    exponent: fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      fc.integer({ min: -40, max: 40 }).map((power) => `e${power}`),
      fc.constantFrom('E+2', 'e-330', 'e330'),
    ),
  })
  .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

/** Numbers as they may be sent as text: also with a plus, zeros before them, or in hexadecimal. */
export const decimals = fc.oneof(
  { weight: 3, arbitrary: jsonNumbers },
  jsonNumbers.map((text) => text.replace(/^-?/, (sign) => `${sign || '+'}00`)),
  fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.oneof(fc.nat(300).map(BigInt), fc.bigInt(0n, 2n ** 90n)),
    )
    .map(([sign, number]) => `${sign}0x${number.toString(16)}`),
  shortDigits.map((text) => `${text}.`),
  shortDigits.map((text) => `-.${text}`),
);

const blanks = fc.constantFrom('', '', '', ' ', '\n\t');
const names = fc.constantFrom('a', 'b', 'a"', '', 'a.b', '你', 'é\\', ',', '__proto__');

/** A name in quotes, in one of the ways that JSON has to write it. */
const quotedNames = fc
  .tuple(names, fc.boolean())
  .map(([name, isEscaped]) =>
    isEscaped
      ? `"${Array.from(name, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
      : JSON.stringify(name),
  );

/** JSON with numbers of many digits, blanks, duplicate names and escapes. */
export const jsonTexts: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc
    .tuple(
      blanks,
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        jsonNumbers,
        quotedNames,
        fc.constantFrom('true', 'null', '{}', '[ ]', '"}],"'),
        fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
        fc
          .array(fc.tuple(blanks, quotedNames, blanks, tie('value')), { maxLength: 5 })
          .map(
            (members) =>
              `{${members.map(([a, name, b, value]) => `${a}${name}${b}:${value}`).join(',')}}`,
          ),
      ),
      blanks,
    )
    .map((parts) => parts.join('')),
})).value;
