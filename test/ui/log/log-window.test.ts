import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LogAnchor,
  type LogSource,
  logWindow,
  revealInLog,
  scrollLog,
  topAnchor,
  type WindowRow,
} from '../../../source/ui/log/log-window.ts';

/** Rows that are texts. */
type TextLog = LogSource<string>;
type TextRow = WindowRow<string>;

/** Entries of so many rows each; the first has the position `first`. */
const logOf = (heights: readonly number[], first = 0): TextLog => ({
  first,
  end: first + heights.length,
  rowsOf: (position) =>
    Array.from({ length: heights[position - first] ?? 0 }, (_, row) => `${position}.${row}`),
});

/** All rows of a log, top to bottom. */
const allRows = (source: TextLog): TextRow[] =>
  Array.from({ length: source.end - source.first }, (_, index) => source.first + index).flatMap(
    (position) => source.rowsOf(position).map((row, index) => ({ position, index, row })),
  );

/** Which of all rows an anchor has at the bottom. */
const bottomRow = (source: TextLog, anchor: LogAnchor | undefined): number => {
  const rows = allRows(source);
  if (anchor === undefined || anchor.position >= source.end) return rows.length - 1;
  const position = Math.max(source.first, anchor.position);
  const own = rows.map((row, at) => ({ ...row, at })).filter((row) => row.position === position);
  const hidden = anchor.position < source.first ? 0 : anchor.hidden;
  return (own[0]?.at ?? 0) + Math.max(0, own.length - 1 - hidden);
};

/** So many of all rows, the last one `bottom`; at the top of the log as many as there are. */
const naiveWindow = (source: TextLog, bottom: number, height: number): TextRow[] => {
  const start = Math.max(0, bottom + 1 - height);
  return allRows(source).slice(start, start + height);
};

const heights = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 15 });
const paneHeight = fc.integer({ min: 1, max: 12 });
const logs = fc.tuple(heights, fc.nat(20)).map(([rows, first]) => logOf(rows, first));
const anchors = fc.option(
  fc.record({ position: fc.integer({ min: -3, max: 40 }), hidden: fc.nat(6) }),
  { nil: undefined },
);

describe('the window on a log', () => {
  it('shows the rows that all rows in a list would have there', () => {
    fc.assert(
      fc.property(logs, anchors, paneHeight, (source, anchor, height) => {
        expect(logWindow(source, anchor, height)).toEqual(
          naiveWindow(source, bottomRow(source, anchor), height),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('shows the newest without an anchor', () => {
    const texts = logWindow(logOf([2, 1, 2]), undefined, 4).map(({ row }) => row);
    expect(texts).toEqual(['0.1', '1.0', '2.0', '2.1']);
  });

  it('asks only for the entries that it shows', () => {
    const asked: number[] = [];
    const source = logOf(Array.from({ length: 10_000 }, () => 1));
    logWindow(
      {
        ...source,
        rowsOf: (position) => {
          asked.push(position);
          return source.rowsOf(position);
        },
      },
      { position: 5000, hidden: 0 },
      10,
    );
    expect(asked.length).toBeLessThanOrEqual(11);
  });
});

/** An anchor as scrolling and pointing make them: at an entry that is there. */
const anchoredLogs = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 15 }),
    fc.nat(20),
    paneHeight,
    fc.nat(60),
  )
  .map(([rows, first, height, up]) => {
    const source = logOf(rows, first);
    return { rows, first, source, height, anchor: scrollLog(source, undefined, up, height) };
  });

describe('scrolling', () => {
  it('moves by as many rows as there are, up and down', () => {
    fc.assert(
      fc.property(anchoredLogs, fc.integer({ min: -40, max: 40 }), (log, by) => {
        const { source, height, anchor } = log;
        const last = allRows(source).length - 1;
        const highest = Math.min(last, height - 1);
        const bottom = Math.max(highest, Math.min(last, bottomRow(source, anchor) - by));
        const scrolled = scrollLog(source, anchor, by, height);
        expect(logWindow(source, scrolled, height)).toEqual(naiveWindow(source, bottom, height));
        expect(scrolled === undefined).toBe(bottom === last);
      }),
      { numRuns: 3000 },
    );
  });

  it('up and down again comes back', () => {
    fc.assert(
      fc.property(anchoredLogs, fc.nat(10), ({ source, height, anchor }, by) => {
        const up = scrollLog(source, anchor, by, height);
        const moved = bottomRow(source, anchor) - bottomRow(source, up);
        expect(scrollLog(source, up, -moved, height)).toEqual(anchor);
      }),
    );
  });

  it('far enough up shows the first row, far enough down the last', () => {
    fc.assert(
      fc.property(anchoredLogs, ({ source, height, anchor }) => {
        const rows = allRows(source);
        const top = scrollLog(source, anchor, 1000, height);
        expect(logWindow(source, top, height)[0]).toEqual(rows[0]);
        expect(scrollLog(source, top, -1000, height)).toBeUndefined();
      }),
    );
  });

  it('does nothing in an empty log', () => {
    expect(scrollLog(logOf([]), undefined, 3, 10)).toBeUndefined();
    expect(scrollLog(logOf([], 7), { position: 3, hidden: 0 }, -3, 10)).toBeUndefined();
    expect(logWindow(logOf([], 7), { position: 3, hidden: 0 }, 10)).toEqual([]);
  });
});

describe('a scrolled log', () => {
  it('stays on its rows while entries come and old ones go', () => {
    fc.assert(
      fc.property(anchoredLogs, heights, fc.nat(10), (log, more, evicted) => {
        const { rows, first, source, height, anchor } = log;
        const before = logWindow(source, anchor, height);
        const isHeld = anchor !== undefined && before.length === height;
        fc.pre(isHeld && first + evicted <= (before[0]?.position ?? 0));
        const later = logOf([...rows, ...more].slice(evicted), first + evicted);
        expect(logWindow(later, anchor, height)).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows the oldest that are left when its own entries had to go', () => {
    fc.assert(
      fc.property(anchoredLogs, paneHeight, ({ rows, first, anchor, height }, beyond) => {
        fc.pre(anchor !== undefined);
        const gone = (anchor?.position ?? 0) - first + beyond;
        const later = logOf([...rows, 1, 1, 1, 1, 1, 1].slice(gone), first + gone);
        const top = naiveWindow(later, bottomRow(later, anchor), height);
        expect(logWindow(later, anchor, height)).toEqual(top);
      }),
    );
  });
});

describe('the top of a log', () => {
  it('has the oldest row first', () => {
    fc.assert(
      fc.property(logs, paneHeight, (source, height) => {
        const top = topAnchor(source, height);
        expect(logWindow(source, top, height)).toEqual(allRows(source).slice(0, height));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the bottom as well where everything fits', () => {
    expect(topAnchor(logOf([1, 2]), 3)).toBeUndefined();
    expect(topAnchor(logOf([1, 2]), 2)).toEqual({ position: 1, hidden: 1 });
  });
});

const shownOf = (
  source: TextLog,
  anchor: LogAnchor | undefined,
  height: number,
  position: number,
): string[] =>
  logWindow(source, anchor, height)
    .filter((row) => row.position === position)
    .map(({ row }) => row);

describe('revealing an entry', () => {
  const cases = fc
    .tuple(anchoredLogs, fc.nat(14))
    .map(([log, index]) => ({ ...log, position: log.first + (index % log.rows.length) }));

  it('brings all its rows into view, or as many as there is room for', () => {
    fc.assert(
      fc.property(cases, ({ source, anchor, height, position }) => {
        const revealed = revealInLog(source, anchor, position, height);
        const shown = shownOf(source, revealed, height, position);
        expect(shown.length).toBe(Math.min(height, source.rowsOf(position).length));
      }),
      { numRuns: 2000 },
    );
  });

  it('moves nothing when the entry is in view already', () => {
    fc.assert(
      fc.property(cases, ({ source, anchor, height, position }) => {
        const before = logWindow(source, anchor, height);
        fc.pre(shownOf(source, anchor, height, position).length === source.rowsOf(position).length);
        expect(logWindow(source, revealInLog(source, anchor, position, height), height)).toEqual(
          before,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('above the window puts it at the top, below the window at the bottom', () => {
    const source = logOf([1, 2, 1, 2, 1]);
    const texts = (anchor: LogAnchor): string[] =>
      logWindow(source, anchor, 3).map(({ row }) => row);
    expect(texts(revealInLog(source, undefined, 1, 3))).toEqual(['1.0', '1.1', '2.0']);
    expect(texts(revealInLog(source, { position: 1, hidden: 0 }, 3, 3))).toEqual([
      '2.0',
      '3.0',
      '3.1',
    ]);
  });
});
