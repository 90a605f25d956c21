import { renderToString } from 'ink';
import { expect, it } from 'vitest';
import { themeFor } from '../../../source/ui/theme/built-in.ts';
import { ThemeContext } from '../../../source/ui/theme/theme-context.ts';
import { type ThemeName, themeNames } from '../../../source/format/theme-names.ts';
import { editedLine, emptyLine } from '../../../source/ui/widgets/line-editor.ts';
import { TypedLine } from '../../../source/ui/widgets/typed-line.tsx';

const drawn = (name: ThemeName, typed: string): string =>
  renderToString(
    <ThemeContext
      value={themeFor(
        { name },
        {
          colours: true,
          isDumb: false,
          isScreenReader: false,
          shade: 'dark',
          isColourful: true,
        },
      )}
    >
      <TypedLine
        line={typed === '' ? emptyLine : editedLine(typed)}
        width={30}
        placeholder="Say something"
        isActive={false}
      />
    </ThemeContext>,
  );

it.each(themeNames)('tells a hint from typed text in the theme %s', (name) => {
  const isFaint = name !== 'none' && name !== 'high-contrast';
  expect(drawn(name, '')).toBe(isFaint ? 'Say something' : '(Say something)');
  expect(drawn(name, 'Say something')).toBe('Say something');
});
