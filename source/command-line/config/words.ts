/** The words that may follow `mqtt-tui config`. */
export const configWords = [
  'edit',
  'check',
  'show',
  'keys',
  'import',
  'schema',
  'profiles',
] as const;

export type ConfigWord = (typeof configWords)[number];
