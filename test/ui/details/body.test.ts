import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../../source/payload/decoded.ts';
import { noFolds } from '../../../source/payload/folds.ts';
import { decodeHex } from '../../../source/payload/hex.ts';
import { decodeJson } from '../../../source/payload/json.ts';
import { decodeText } from '../../../source/payload/decoders/text.ts';
import { bodyRows, type DetailsBody, detailsBody } from '../../../source/ui/details/body.ts';
import { hostileTexts } from '../../support/arbitraries.ts';

const decoded = (json: string): Decoded => {
  const value = decodeJson(Buffer.from(json));
  return { kind: 'JSON', notes: [], ...(value === undefined ? {} : { value }) };
};

const heightOf = ({ starts, lines }: DetailsBody): number => starts[lines] ?? 0;

/** What the rows of a payload lead to. */
const links = (read: Decoded | undefined): string[] => {
  const body = detailsBody(read ?? decoded('0'), noFolds, 24);
  return bodyRows(body, 0, heightOf(body)).flatMap(({ spans }) =>
    spans.flatMap(({ link }) => link ?? []),
  );
};

describe('a payload in the details', () => {
  it('has the same rows in parts as in one piece', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }),
        hostileTexts(200),
        fc.integer({ min: 2, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        (value, text, width, count) => {
          const body = detailsBody(decoded(JSON.stringify([value, text])), noFolds, width);
          const rows = bodyRows(body, 0, heightOf(body));
          expect(rows).toHaveLength(heightOf(body));
          const parts = Array.from({ length: Math.ceil(rows.length / count) }, (_, part) =>
            bodyRows(body, part * count, count),
          );
          expect(parts.flat()).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of 1 MiB lays out only the lines that are to be seen, and all of it once', () => {
    const members = Array.from({ length: 60_000 }, (_, index) => [`key${index}`, index]);
    const payload = decoded(JSON.stringify(Object.fromEntries(members)));
    const body = detailsBody(payload, noFolds, 76);
    const asked: number[] = [];
    const watched: DetailsBody = {
      ...body,
      parts: (line) => {
        asked.push(line);
        return body.parts(line);
      },
    };
    expect(bodyRows(watched, 40_000, 20)).toHaveLength(20);
    expect(asked).toEqual(Array.from({ length: 20 }, (_, index) => 40_000 + index));
    expect(detailsBody(payload, noFolds, 76)).toBe(body);
  });

  it('leads to the addresses in its text, but not from the pieces in a dump', () => {
    const payload = Buffer.from('see http://a.example/one/two/three now');
    expect(new Set(links(decodeText(payload, true)))).toEqual(
      new Set(['http://a.example/one/two/three']),
    );
    expect(links(decodeHex(payload))).toEqual([]);
  });
});
