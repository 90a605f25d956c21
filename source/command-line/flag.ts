/** How a flag's value is read. */
export type FlagKind =
  | { readonly is: 'switch' }
  | { readonly is: 'text'; readonly mayBeEmpty?: boolean }
  | { readonly is: 'texts' }
  | { readonly is: 'whole'; readonly from: number; readonly to: number }
  | { readonly is: 'choice'; readonly of: readonly string[] };

/** What of the program takes the flag. */
export type FlagUse = 'screen' | 'broker' | 'both';

/** A row of the table of flags. */
export type Flag = {
  /** As typed, without the dashes; `no-…` for what is on unless switched off. */
  readonly name: string;
  readonly short?: string;
  readonly kind: FlagKind;
  /** Stands for the value in the help. */
  readonly value?: string;
  readonly use: FlagUse;
  /** What it does, default included. */
  readonly does: string;
};

/** The environment variable that stands for a flag, as `MQTT_TUI_PASSWORD_FILE`. */
export const environmentName = (flag: Flag): string =>
  `MQTT_TUI_${flag.name.replaceAll('-', '_').toUpperCase()}`;
