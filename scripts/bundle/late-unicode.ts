import type { Plugin } from 'rolldown';

/** A regular expression with the properties of Unicode: to make it takes 10 ms and more. */
const expression = /^const (\w+) = (\/.*\/v);$/gm;

/** What finds graphemes: the first of them takes 9 ms. */
const segmenter = /^const (\w+) = (new Intl\.Segmenter\([^;]*\));$/gm;

/** Each character of it is a grapheme: only a line feed joins the return before it. */
const ascii = String.raw`/^[\0-\f\x0e-\x7f]*$/`;

/** `string-width` with its regular expressions as functions that make them. */
const lateExpressions = (code: string): string => {
  const names = Array.from(code.matchAll(expression), ([, name = '']) => name);
  if (names.length === 0) throw new Error('string-width has changed: nothing in it takes its time');
  const uses = new RegExp(String.raw`\b(${names.join('|')})\b(?! =)`, 'g');
  return code
    .replaceAll(uses, '$1()')
    .replaceAll(expression, 'let $1Made;\nconst $1 = () => ($1Made ??= $2);');
};

/**
 * Makes what knows Unicode when it is used for the first time: every package by which Ink measures
 * and cuts text makes its own when it is loaded, but plain text needs none of them, and all together
 * take 45 ms at every start. Fails where `string-width` has changed.
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
          containing(index) { return this[index]; },
        })
      : ($1Made ??= $2).segment(text),
};`,
      ),
      map: null,
    };
  },
});
