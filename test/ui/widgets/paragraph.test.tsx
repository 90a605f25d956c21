import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { Paragraph } from '../../../source/ui/widgets/paragraph.tsx';

const text = 'The connection to the broker was lost.';

it.each([
  [20, 3, ['The connection to', 'the broker was lost.']],
  [20, 2, ['The connection to', 'the broker was lost.']],
  [10, 2, ['The', 'connectio…']],
  [20, 1, ['The connection to t…']],
  [80, 1, [text]],
])('in %d columns and %d rows it says with … that there is more', (width, rows, drawn) => {
  const { lastFrame } = render(<Paragraph text={text} width={width} rows={rows} />);
  expect(lastFrame()?.split('\n')).toEqual(drawn);
});

it('takes as many rows as it needs, and breaks between wide characters', () => {
  const { lastFrame } = render(<Paragraph text="客厅温度计" width={5} />);
  expect(lastFrame()?.split('\n')).toEqual(['客厅', '温度', '计']);
});
