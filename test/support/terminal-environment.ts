/** Variables by which programs recognise terminals and test runners. */
const left = [
  /^(CI|CONTINUOUS_INTEGRATION|NO_COLOR|FORCE_COLOR|CLICOLOR.*|COLORTERM|COLORFGBG|COLUMNS|LINES)$/,
  /^(TERM_.*|TERMCAP|TMUX.*|STY|WINDOWID|VTE_.*|KITTY_.*|WT_.*|WEZTERM_.*|KONSOLE_.*|ITERM_.*)$/,
  /^(VITEST.*|NODE_ENV|NODE_OPTIONS|TEST|DEV|PROD|SSR|MODE|BASE_URL)$/,
  /^(LC_.*|LANGUAGE)$/,
  /^MQTT_TUI_/,
];

/**
 * The environment of a program in the test terminal: ours without what would make it behave
 * differently from at a person's terminal. A value of `undefined` in `changes` removes a variable.
 */
export const terminalEnvironment = (
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> => {
  const kept = Object.entries(process.env).filter(
    ([name]) => !left.some((rule) => rule.test(name)),
  );
  const wanted = {
    ...Object.fromEntries(kept),
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    // What one test says must not reach the next.
    MQTT_TUI_NO_HISTORY: '1',
    ...changes,
  };
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) environment[name] = value;
  }
  return environment;
};
