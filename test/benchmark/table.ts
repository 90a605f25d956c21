/** A markdown table; all columns but the first are figures. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** A whole number with commas. */
export const whole = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : '–';

/** A number with this many decimals, two by default. */
export const fixed = (value: number, digits = 2): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';

/** Bytes in megabytes. */
export const megabytes = (bytes: number): string => `${whole(bytes / 1e6)} MB`;

/** Bytes in kilobytes, to a tenth. */
export const kilobytes = (bytes: number): string => `${fixed(bytes / 1000, 1)} KB`;

/** Milliseconds, to a tenth. */
export const milliseconds = (value: number): string => `${fixed(value, 1)} ms`;

/** Percent, to a tenth. */
export const percent = (value: number): string => `${fixed(value, 1)} %`;

/** A ratio. */
export const times = (value: number): string => `${fixed(value)} ×`;
