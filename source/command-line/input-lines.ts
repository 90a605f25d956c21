/** How many lines are kept, and how many characters in all. */
const limits = { lines: 1000, characters: 1024 * 1024 };

/** Longer lines are not kept: nobody looks for them, and a paste would push out all others. */
const longest = 8 * 1024;

/** A line as it is written to the file: as JSON, so that a line break does not end it. */
export const encodeInput = (line: string): string | undefined =>
  line.length > longest ? undefined : `${JSON.stringify(line)}\n`;

const decode = (text: string): string | undefined => {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
};

/** The lines in a file's text, the oldest first, and how many could not be read. */
export const decodeInputs = (
  text: string,
): { readonly lines: string[]; readonly broken: number } => {
  const pieces = text.split('\n').filter((piece) => piece !== '');
  const lines = pieces.map(decode).filter((line) => line !== undefined);
  return { lines, broken: pieces.length - lines.length };
};

/** The newest lines, as many as are kept. */
export const newestInputs = (lines: readonly string[]): string[] => {
  let characters = 0;
  let from = lines.length;
  while (from > 0 && lines.length - from < limits.lines) {
    characters += lines[from - 1]?.length ?? 0;
    if (characters > limits.characters) break;
    from -= 1;
  }
  return lines.slice(from);
};
