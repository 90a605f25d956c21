import type { TestTerminal } from '../support/terminal.ts';

/** A bordered pane as it stands on the screen; counts cells from 0, borders included. */
export type Pane = {
  readonly title: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Panes = { readonly panes: readonly Pane[]; readonly problems: readonly string[] };

type Grid = readonly (readonly { readonly char: string }[])[];

const charAt = (grid: Grid, column: number, row: number): string => grid[row]?.[column]?.char ?? '';

/** The column of `wanted` in a row, from `from` on, or -1. */
const find = (grid: Grid, row: number, wanted: string, from: number): number => {
  const cells = grid[row] ?? [];
  for (let column = from; column < cells.length; column += 1)
    if (cells[column]?.char === wanted) return column;
  return -1;
};

const follow = (grid: Grid, column: number, from: number, end: string): number | string => {
  for (let row = from; row < grid.length; row += 1) {
    const char = charAt(grid, column, row);
    if (char === end) return row;
    if (char !== '│') return `row ${row} has "${char}" at column ${column}, where a border belongs`;
  }
  return `the border at column ${column} has no end`;
};

const titleOf = (grid: Grid, row: number, left: number, right: number): string => {
  const text = (grid[row] ?? [])
    .slice(left + 1, right)
    .map(({ char }) => char)
    .join('');
  return (
    text
      .split('─')
      .find((part) => part.trim() !== '')
      ?.trim() ?? ''
  );
};

/** Finds the panes, and everything that is out of line: each side must be a straight border. */
export const readPanes = (terminal: TestTerminal): Panes => {
  const grid = terminal.cells();
  const columns = grid[0]?.length ?? 0;
  const panes: Pane[] = [];
  const problems: string[] = [];
  for (const [top] of grid.entries()) {
    for (let left = find(grid, top, '╭', 0); left !== -1; left = find(grid, top, '╭', left + 1)) {
      const right = find(grid, top, '╮', left);
      if (right === -1) {
        problems.push(`row ${top} has no upper right corner`);
        continue;
      }
      const ends = [follow(grid, left, top + 1, '╰'), follow(grid, right, top + 1, '╯')] as const;
      for (const end of ends) if (typeof end === 'string') problems.push(end);
      const [bottom, other] = ends;
      if (typeof bottom === 'string' || typeof other === 'string') continue;
      if (bottom !== other) problems.push(`the pane at ${left},${top} ends in two rows`);
      panes.push({ title: titleOf(grid, top, left, right), left, top, right, bottom });
    }
  }
  // Side by side from the first column to the last, in every row that has any.
  for (const [row] of grid.entries()) {
    const here = panes.filter(({ top, bottom }) => row >= top && row <= bottom);
    const edges = [-1, ...here.flatMap(({ left, right }) => [left, right]), columns];
    edges.sort((a, b) => a - b);
    if (here.length === 0) continue;
    for (let index = 0; index < edges.length; index += 2)
      if ((edges[index + 1] ?? 0) - (edges[index] ?? 0) !== 1)
        problems.push(
          `row ${row}: panes end at column ${edges[index]}, not at ${edges[index + 1]}`,
        );
  }
  // From the first row on, down to what is said above the status line.
  const rows = panes.flatMap(({ top, bottom }) => [top, bottom]);
  if (panes.length === 0) problems.push('there is no pane');
  else if (Math.min(...rows) !== 0)
    problems.push(`the first pane begins in row ${Math.min(...rows)}`);
  const status = grid.at(-1) ?? [];
  if (status.every(({ char }) => char.trim() === '')) problems.push('there is no status line');
  return { panes, problems };
};

/** Resolves when all borders are where they belong; rejects with what is out of line. */
export const waitForWholePanes = async (
  terminal: TestTerminal,
  names: readonly (string | RegExp)[] = [],
): Promise<readonly Pane[]> => {
  let last: Panes = { panes: [], problems: [] };
  const isThere = (name: string | RegExp): boolean =>
    last.panes.some(({ title }) => (typeof name === 'string' ? title === name : name.test(title)));
  try {
    await terminal.waitFor(() => {
      last = readPanes(terminal);
      return last.problems.length === 0 && names.every(isThere);
    });
  } catch (error) {
    const titles = last.panes.map(({ title }) => `"${title}"`).join(', ');
    throw new Error(`${last.problems.join('\n')}\npanes: ${titles}\n${(error as Error).message}`, {
      cause: error,
    });
  }
  return last.panes;
};
