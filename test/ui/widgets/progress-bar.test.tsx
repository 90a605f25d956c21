import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { ProgressBar } from '../../../source/ui/widgets/progress-bar.tsx';

it.each([
  [0, '[░░░░░░░░░░░░░░░░░░░░] 0 %'],
  [0.5, '[██████████░░░░░░░░░░] 50 %'],
  [0.999, '[███████████████████░] 99 %'],
  [1, '[████████████████████] 100 %'],
])('%d is drawn as far as it has come, never further', (part, bar) => {
  expect(render(<ProgressBar part={part} />).lastFrame()).toBe(bar);
});
