/** A flag's value as it was given: text that has passed its kind's checks. */
export type FlagValues = {
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly whole: (name: string) => number | undefined;
  readonly seconds: (name: string) => number | undefined;
  readonly factor: (name: string) => number | undefined;
  readonly isOn: (name: string) => boolean;
  /** Whether it stands on the command line, not in the environment alone. */
  readonly isTyped: (name: string) => boolean;
};
