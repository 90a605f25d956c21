import type { Plugin } from 'rolldown';

/** A regular expression with Unicode properties: compiling it takes 10 ms or more. */
const expression = /^const (\w+) = (\/.*\/v);$/gm;

/** An object that finds graphemes: creating the first one takes 9 ms. */
const segmenter = /^const (\w+) = (new Intl\.Segmenter\([^;]*\));$/gm;

/** Text in which each character is a grapheme: only a line feed would join a carriage return. */
const ascii = String.raw`/^[\0-\f\x0e-\x7f]*$/`;

/** `string-width` with its regular expressions wrapped in functions that create them. */
const lateExpressions = (code: string): string => {
  const names = Array.from(code.matchAll(expression), ([, name = '']) => name);
  if (names.length === 0)
    throw new Error('string-width has changed: it has no slow regular expressions');
  const uses = new RegExp(String.raw`\b(${names.join('|')})\b(?! =)`, 'g');
  return code
    .replaceAll(uses, '$1()')
    .replaceAll(expression, 'let $1Made;\nconst $1 = () => ($1Made ??= $2);');
};

/**
 * Defers regular expressions and segmenters until they are first used: every package with which Ink
 * measures and cuts text creates its own on loading, but plain text needs none of them, and together
 * they take 45 ms at every start. Fails if `string-width` has changed.
 */
export const lateUnicode = (): Plugin => ({
  name: 'late-unicode',
  transform: (code, id) => {
    const isMeasure = id.endsWith('/string-width/index.js');
    if (!isMeasure && !code.includes('new Intl.Segmenter(')) return undefined;
    const late = isMeasure ? lateExpressions(code) : code;
    return {
      code: late.replaceAll(
        segmenter,
        `let $1Made;
const $1 = {
  segment: (text) =>
    ${ascii.replaceAll('$', '$$$$')}.test(text)
      ? Object.assign(Array.from(text, (segment, index) => ({ segment, index })), {
          containing: (index) => ({ segment: text[index], index }),
        })
      : ($1Made ??= $2).segment(text),
};`,
      ),
      map: null,
    };
  },
});
