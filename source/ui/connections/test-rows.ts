import { duration } from '../../format/duration.ts';
import type { TestStep } from '../../mqtt/test-steps.ts';
import { printable } from '../../payload/printable.ts';
import type { Span } from '../widgets/span.ts';
import { blankRow, textRow, type TextRow, wrappedRows } from '../widgets/text-row.ts';
import type { TestSheet } from './state.ts';

const signs: Readonly<Record<TestStep['state'], Span>> = {
  running: { text: '◌', look: 'attention' },
  passed: { text: '✓', look: 'good' },
  failed: { text: '✗', look: 'bad' },
};

/** Cells of the names of steps, so that the times line up. */
const nameWidth = 17;

/** Cells before what was found out. */
const indent = 4;

const stepRows = ({ name, state, took, found, problem }: TestStep, width: number): TextRow[] => [
  {
    start: [
      { text: '  ' },
      signs[state],
      { text: ` ${name.padEnd(nameWidth)}` },
      { text: state === 'running' ? '…' : duration(took), look: 'dim' },
    ],
  },
  ...found.flatMap((text) => wrappedRows(printable(text, 600), width, { look: 'dim', indent })),
  ...(problem === undefined
    ? []
    : wrappedRows(printable(problem, 600), width, { look: 'bad', indent })),
];

/** How the test has ended, in one sentence. */
const outcome = ({ state, steps }: TestSheet): TextRow[] => {
  if (state !== 'over') return [];
  const failed = steps.filter((step) => step.state === 'failed').length;
  const isStopped = steps.some((step) => step.state === 'running');
  if (isStopped) return [blankRow, textRow('The test was stopped.')];
  return failed > 0 || steps.length === 0
    ? []
    : [blankRow, textRow('The connection works.', 'good')];
};

/** The steps of a connection test, server by server, and how it has ended. */
export const testRows = (sheet: TestSheet, width: number): readonly TextRow[] => [
  ...sheet.steps.flatMap((step, index) => [
    ...(step.server === sheet.steps[index - 1]?.server
      ? []
      : [
          ...(index === 0 ? [] : [blankRow]),
          ...wrappedRows(printable(step.server, 300), width, { look: 'strong' }),
        ]),
    ...stepRows(step, width),
  ]),
  ...outcome(sheet),
];
