import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import type { ThemeName } from '../../format/theme-names.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';
import { useUi } from '../use-ui.ts';
import { firstToSee } from '../widgets/list-window.ts';
import { TableRow } from '../widgets/table-row.tsx';
import { chosenTheme, nameOfTheme, themesToChoose } from './shown-theme.ts';
import type { ThemesSheet } from './state.ts';

/** From this many rows of the screen on, the panes show the theme above the list. */
export const sharesFrom = 18;

/** The cells of a name. */
const nameWidth = 15;

const borders = 2;

const abouts: Readonly<Record<ThemeName, string>> = {
  auto: 'dark or light by the background; none with NO_COLOR',
  dark: 'fixed colours on dark',
  light: 'fixed colours on light',
  'high-contrast': 'black and white, and nothing faint',
  '16-colours': "the terminal's own colours",
  none: 'bold, underlined and inverse only',
};

const aboutOf = ({ name, own }: ThemeChoice): string =>
  own === undefined ? abouts[name] : `[theme] of config.toml, based on ${name}`;

/** The themes, below panes that are drawn in the marked one. */
export const ThemesView = ({ sheet }: { readonly sheet: ThemesSheet }): ReactNode => {
  const ui = useUi('usualTheme', 'pickedTheme');
  const { rows: screenRows } = useWindowSize();
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const all = themesToChoose(ui);
  const chosen = nameOfTheme(chosenTheme(ui));
  const top = firstToSee(sheet.index, Math.max(1, rows));
  return (
    <Pane
      box={box}
      isFocused
      title="Themes"
      {...(screenRows >= sharesFrom ? { height: all.length + borders } : { flexGrow: 1 })}
    >
      {all.slice(top, top + rows).map((theme, index) => {
        const isMarked = top + index === sheet.index;
        const name = nameOfTheme(theme);
        return (
          <TableRow
            key={name}
            width={width}
            columns={[
              { width: 2 },
              { width: nameWidth },
              { width: Math.max(1, width - nameWidth - 2) },
            ]}
            look={isMarked ? 'selected' : undefined}
            cells={[
              { text: isMarked ? '▸' : name === chosen ? '●' : '' },
              { text: name },
              { text: aboutOf(theme), look: 'dim' },
            ]}
          />
        );
      })}
    </Pane>
  );
};
