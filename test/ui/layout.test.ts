import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PaneName,
  paneOrder,
  smallest,
  visiblePanes,
} from '../../source/ui/layout/visible-panes.ts';

const sizes = [
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
  smallest,
] as const;

const wants = fc.record({
  focus: fc.constantFrom<PaneName>('tree', 'log', 'details', 'input'),
  hasDetails: fc.boolean(),
  hasPeople: fc.boolean(),
  isZoomed: fc.boolean(),
});

describe.each(sizes)('the panes at $columns×$rows', (size) => {
  it('shows each pane that Tab goes to', () => {
    fc.assert(
      fc.property(wants, (want) => {
        for (const focus of paneOrder(want.hasDetails)) {
          if (focus === 'input') continue;
          expect(visiblePanes({ ...size, ...want, focus })[focus]).toBe(true);
        }
      }),
    );
  });

  it('always shows one at least', () => {
    fc.assert(
      fc.property(wants, (want) => {
        const { tree, log, details } = visiblePanes({ ...size, ...want });
        expect(tree || log || details).toBe(true);
      }),
    );
  });

  it('shows one alone where it is zoomed', () => {
    fc.assert(
      fc.property(wants, (want) => {
        const shows = visiblePanes({ ...size, ...want, isZoomed: true });
        expect(Object.values(shows).filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});

describe('the details', () => {
  it('stand below the log where there is room, else in its place while they have the focus', () => {
    const want = { columns: 80, hasDetails: true, hasPeople: false, isZoomed: false } as const;
    expect(visiblePanes({ ...want, rows: 24, focus: 'log' })).toMatchObject({
      log: true,
      details: true,
    });
    expect(visiblePanes({ ...want, rows: 12, focus: 'log' })).toMatchObject({
      log: true,
      details: false,
    });
    expect(visiblePanes({ ...want, rows: 12, focus: 'details' })).toMatchObject({
      log: false,
      details: true,
    });
  });
});

describe('the list of people', () => {
  it('stands beside the log from 120 columns on, unless there are details', () => {
    const want = { rows: 40, focus: 'input', hasPeople: true, isZoomed: false } as const;
    expect(visiblePanes({ ...want, columns: 120, hasDetails: false }).people).toBe(true);
    expect(visiblePanes({ ...want, columns: 119, hasDetails: false }).people).toBe(false);
    expect(visiblePanes({ ...want, columns: 120, hasDetails: true }).people).toBe(false);
  });
});
