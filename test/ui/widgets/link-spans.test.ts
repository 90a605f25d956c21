import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapCells } from '../../../source/ui/draw/cells.ts';
import { linkSpan, wrapLinked } from '../../../source/ui/widgets/link-spans.ts';
import { cutSpans, type Span } from '../../../source/ui/widgets/span.ts';

const uri = 'https://a.example/one/two/three';

/** The texts of the links in rows, by the address that they lead to. */
const linked = (rows: readonly (readonly Span[])[]): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const { text, link } of rows.flat())
    if (link !== undefined) found[link] = (found[link] ?? '') + text;
  return found;
};

describe('an address that is broken into rows', () => {
  it('leads to all of it from each piece, and nothing else leads there', () => {
    const rows = wrapLinked([{ text: `look at ${uri}, please` }], 12);
    expect(rows.map((row) => row.map(({ text }) => text).join(''))).toEqual(
      wrapCells(`look at ${uri}, please`, 12),
    );
    expect(rows.filter((row) => row.some(({ link }) => link !== undefined)).length).toBe(3);
    expect(linked(rows)).toEqual({ [uri]: uri });
  });

  it('is whole in a line of several looks too', () => {
    const rows = wrapLinked(
      [
        { text: '"url"', look: 'json-key' },
        { text: ': ' },
        { text: `"${uri}"`, look: 'json-string' },
      ],
      10,
    );
    expect(linked(rows)).toEqual({ [uri]: uri });
  });

  it('keeps text and place whatever stands around it', () => {
    const words = fc.array(
      fc.constantFrom('a', '你好', uri, ' ', '  ', 'word', 'https://你.example/好'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (parts, width) => {
        const text = parts.join(' ');
        const rows = wrapLinked([{ text }], width);
        expect(rows.map((row) => row.map((span) => span.text).join(''))).toEqual(
          wrapCells(text, width),
        );
        for (const [link, all] of Object.entries(linked(rows))) {
          const one = link === uri ? uri : 'https://你.example/好';
          expect(all).toBe(one.repeat(parts.filter((part) => part === one).length));
        }
      }),
    );
  });
});

it('an address of which only the start can be seen leads nowhere', () => {
  const spans = linkSpan({ text: `at ${uri}` });
  expect(linked([cutSpans(spans, 40).spans])).toEqual({ [uri]: uri });
  expect(linked([cutSpans(spans, 20).spans])).toEqual({});
});
