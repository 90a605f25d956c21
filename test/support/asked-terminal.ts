import type { TerminalServices } from '../../source/ui/action-context.ts';

/** A terminal that notes each request as a line. */
export const askedTerminal = (asked: string[]): TerminalServices => ({
  copy: async (text) => {
    asked.push(`copy ${text}`);
    return { to: 'terminal', isLong: false };
  },
  repaint: () => asked.push('repaint'),
  suspend: () => asked.push('suspend'),
  quit: () => asked.push('quit'),
  edit: async (text) => {
    asked.push(`edit ${text}`);
    return `${text} edited`;
  },
  keepTheme: (theme) => {
    asked.push(`keep ${theme}`);
    return theme === 'none' ? 'config.toml sets another one' : undefined;
  },
  remember: (line) => asked.push(`remember ${line}`),
});
