/** A row of a table whose cells hold Markdown. */
export type Cells = readonly string[];

const row = (cells: Cells): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A Markdown table. */
export const table = (head: Cells, rows: readonly Cells[]): string =>
  [head, head.map(() => '---'), ...rows].map(row).join('\n');

/** Text as code within a line. */
export const code = (text: string): string => `\`${text.trim()}\``;
