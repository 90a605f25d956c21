import { Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { clearedBeforeLoss } from '../../session/retained/cleared-before-loss.ts';
import type { RetainedCleanup } from '../../session/retained/retained-cleanup.ts';
import { count, plural, rate } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { asArgument } from '../../format/command-arguments.ts';
import { useTheme } from '../theme/theme-context.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import { ProgressBar } from '../widgets/progress-bar.tsx';
import type { Span } from '../widgets/span.ts';
import { rowsAbove } from './state.ts';

const messages = (many: number): string => plural(many, 'retained message', 'retained messages');

const endText = ({ result, topics }: RetainedCleanup): string => {
  if (result === undefined) return '';
  const cleared = `Cleared ${messages(result.cleared)}`;
  return topics.length === 0
    ? `${cleared}.`
    : `${cleared}; ${messages(topics.length)} still there: ${result.reason}.`;
};

const failureText = ({ problem, progress, filters }: RetainedCleanup): string =>
  progress.total === 0
    ? problem
    : `${problem} ${clearedBeforeLoss(progress, `/clean ${filters.map(asArgument).join(' ')} again`)}`;

const sentenceOf = (
  cleaning: RetainedCleanup,
  state: Exclude<RetainedCleanup['state'], 'clearing'>,
  isDry: boolean,
): Span => {
  const many = cleaning.topics.length;
  switch (state) {
    case 'connecting':
      return { text: 'Connecting …', look: 'dim' };
    case 'looking':
      return {
        text: `Looking for retained messages … ${count(cleaning.found)} found`,
        look: 'attention',
      };
    case 'found': {
      if (many === 0) return { text: `Nothing retained was found. ${cleaning.doubt}`.trim() };
      const found = `${messages(many)}, ${size(cleaning.size)} in all.`;
      return {
        text: isDry ? `${found} This only lists them.` : `${found} Nothing is cleared yet.`,
        look: 'attention',
      };
    }
    case 'done':
      return { text: endText(cleaning), look: many === 0 ? 'good' : 'bad' };
    case 'stopped':
      return {
        text: `Stopped: ${count(cleaning.result?.cleared ?? 0)} of ${messages(many)} cleared.`,
        look: 'attention',
      };
    case 'failed':
      return { text: failureText(cleaning), look: 'bad' };
  }
};

type CleanupProgressProps = {
  readonly cleaning: RetainedCleanup;
  readonly isDry: boolean;
  readonly width: number;
  /** In ms of `performance.now()`. */
  readonly monotonic: number;
};

const Clearing = ({
  cleaning,
  monotonic,
}: Pick<CleanupProgressProps, 'cleaning' | 'monotonic'>): ReactNode => {
  const { cleared, total, since } = cleaning.progress;
  const perSecond = (cleared * 1000) / Math.max(1, monotonic - since);
  return (
    <Text {...useTheme().attention}>
      <ProgressBar part={total === 0 ? 0 : cleared / total} />
      {`  ${count(cleared)} of ${count(total)} cleared  ${rate(perSecond)}`}
    </Text>
  );
};

/** The progress of a cleanup: a bar while it clears, otherwise one sentence. */
export const CleanupProgress = ({
  cleaning,
  isDry,
  width,
  monotonic,
}: CleanupProgressProps): ReactNode => {
  const { state } = cleaning;
  if (state === 'clearing') return <Clearing cleaning={cleaning} monotonic={monotonic} />;
  const { text, look } = sentenceOf(cleaning, state, isDry);
  return <Paragraph text={printable(text, 600)} width={width} rows={rowsAbove} look={look} />;
};
