import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Layout,
  layOutScreen,
  paneAt,
  type PaneName,
  paneOrder,
  smallest,
} from '../../source/ui/layout.ts';

const sizes = [
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  smallest,
] as const;

const focuses = ['tree', 'log', 'details', 'input'] as const;

const wants = fc.record({
  focus: fc.constantFrom<PaneName>(...focuses),
  hasDetails: fc.boolean(),
  isZoomed: fc.boolean(),
  inputRows: fc.integer({ min: 1, max: 40 }),
  noticeRows: fc.integer({ min: 0, max: 6 }),
});

/** How many panes there are at each cell, row by row. */
const cover = ({ columns, rows, panes }: Layout): number[][] => {
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (const { x, y, width, height } of Object.values(panes))
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1) {
        const line = cells[row];
        if (line !== undefined) line[column] = (line[column] ?? 0) + 1;
      }
  return cells;
};

const outside = ({ columns, rows, panes }: Layout): string[] =>
  Object.entries(panes)
    .filter(
      ([, { x, y, width, height }]) => x < 0 || y < 0 || x + width > columns || y + height > rows,
    )
    .map(([name]) => name);

describe.each(sizes)('the layout at $columns×$rows', (size) => {
  it('covers every cell but the notices and the status line with exactly one pane', () => {
    fc.assert(
      fc.property(wants, (want) => {
        const layout = layOutScreen({ ...size, ...want });
        const paneRows = size.rows - layout.noticeRows - 1;
        expect(outside(layout)).toEqual([]);
        for (const [row, cells] of cover(layout).entries())
          expect(cells.every((count) => count === (row < paneRows ? 1 : 0))).toBe(true);
      }),
    );
  });

  it('gives every pane room for its border and a row, whatever the input box and the notices want', () => {
    fc.assert(
      fc.property(wants, (want) => {
        const { panes } = layOutScreen({ ...size, ...want });
        for (const { width, height } of Object.values(panes)) {
          expect(height).toBeGreaterThanOrEqual(3);
          expect(width).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });

  it('always has the input box', () => {
    fc.assert(
      fc.property(wants, (want) => {
        expect(layOutScreen({ ...size, ...want }).panes.input).toBeDefined();
      }),
    );
  });

  it('shows each pane that Tab goes to', () => {
    fc.assert(
      fc.property(wants, (want) => {
        for (const focus of paneOrder(want.hasDetails)) {
          const { panes } = layOutScreen({ ...size, ...want, focus });
          expect(panes[focus]).toBeDefined();
        }
      }),
    );
  });

  it('finds the pane at every cell', () => {
    fc.assert(
      fc.property(wants, fc.nat(size.columns - 1), fc.nat(size.rows - 1), (want, x, y) => {
        const layout = layOutScreen({ ...size, ...want });
        const holds = Object.entries(layout.panes).find(
          ([, area]) =>
            x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height,
        );
        expect(paneAt(layout, x, y)).toBe(holds?.[0]);
      }),
    );
  });

  it('finds no pane beside the screen', () => {
    const layout = layOutScreen({
      ...size,
      focus: 'input',
      hasDetails: true,
      inputRows: 1,
      noticeRows: 0,
    });
    expect(paneAt(layout, size.columns, 0)).toBeUndefined();
    expect(paneAt(layout, 0, size.rows - 1)).toBeUndefined();
    expect(paneAt(layout, -1, 0)).toBeUndefined();
  });
});

const panesAt = (columns: number, rows: number, focus: PaneName, hasDetails: boolean): string[] =>
  Object.keys(
    layOutScreen({ columns, rows, focus, hasDetails, inputRows: 1, noticeRows: 0 }).panes,
  );

const treeWidth = (columns: number): number =>
  layOutScreen({
    columns,
    rows: 24,
    focus: 'input',
    hasDetails: false,
    inputRows: 1,
    noticeRows: 0,
  }).panes.tree?.width ?? 0;

const inputHeight = (inputRows: number): number =>
  layOutScreen({
    columns: 80,
    rows: 24,
    focus: 'input',
    hasDetails: false,
    inputRows,
    noticeRows: 0,
  }).panes.input?.height ?? 0;

describe('the layout', () => {
  it('shows all panes from 70 columns on', () => {
    expect(panesAt(120, 40, 'input', true)).toEqual(['tree', 'log', 'details', 'input']);
    expect(panesAt(70, 24, 'input', true)).toEqual(['tree', 'log', 'details', 'input']);
    expect(panesAt(80, 24, 'tree', false)).toEqual(['tree', 'log', 'input']);
  });

  it('shows the pane that has the focus below 70 columns, and the log beside the input box', () => {
    expect(panesAt(69, 24, 'input', true)).toEqual(['log', 'input']);
    expect(panesAt(69, 24, 'tree', true)).toEqual(['tree', 'input']);
    expect(panesAt(69, 24, 'details', true)).toEqual(['details', 'input']);
    expect(panesAt(69, 24, 'details', false)).toEqual(['log', 'input']);
  });

  it('narrows the tree below 100 columns', () => {
    expect(treeWidth(99)).toBeLessThan(treeWidth(120));
    expect(treeWidth(400)).toBe(60);
  });

  it('lets the input box grow to a third of the screen', () => {
    expect([1, 2, 8, 9, 100].map(inputHeight)).toEqual([3, 4, 10, 10, 10]);
  });
});

describe('the order of the panes', () => {
  it('goes through the details only when there are some', () => {
    expect(paneOrder(true)).toEqual(['input', 'tree', 'log', 'details']);
    expect(paneOrder(false)).toEqual(['input', 'tree', 'log']);
  });
});

describe('a zoomed pane', () => {
  it.each(['tree', 'log', 'details'] as const)(
    'has the screen above the input box: %s',
    (focus) => {
      const { panes } = layOutScreen({
        columns: 120,
        rows: 40,
        focus,
        hasDetails: true,
        isZoomed: true,
        inputRows: 1,
        noticeRows: 0,
      });
      expect(Object.keys(panes).toSorted()).toEqual([focus, 'input'].toSorted());
      expect(panes[focus]).toMatchObject({ x: 0, y: 0, width: 120 });
    },
  );
});
