import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { blankRow, textRow, wrappedRows } from '../../../source/ui/widgets/text-row.ts';
import { TextRows } from '../../../source/ui/widgets/text-rows.tsx';

it('rows stand below each other, blank ones too, with their ends at the right', () => {
  const rows = [
    textRow('Devices', 'title'),
    blankRow,
    { start: [{ text: 'pump in the cellar' }], end: [{ text: ' offline' }] },
    ...wrappedRows('Nothing is 客厅 watched', 14, { indent: 2 }),
  ];
  expect(
    render(<TextRows rows={rows} width={20} />)
      .lastFrame()
      ?.split('\n'),
  ).toEqual(['Devices', '', 'pump in the… offline', '  Nothing is', '  客厅 watched']);
});
