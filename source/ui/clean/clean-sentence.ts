import { clearedBeforeLoss } from '../../session/retained/cleared-before-loss.ts';
import type { RetainedCleaning } from '../../session/retained/retained-cleaning.ts';
import { asArgument } from '../input/command-arguments.ts';
import { count, plural, rate, size } from '../draw/figures.ts';
import { type Style, palette } from '../draw/palette.ts';

/** How wide the bar is. */
const barWidth = 20;

const messages = (many: number): string => plural(many, 'retained message', 'retained messages');

const progressText = ({ progress }: RetainedCleaning): string => {
  const { cleared, total, since } = progress;
  const part = total === 0 ? 0 : cleared / total;
  const full = Math.floor(part * barWidth);
  const perSecond = (cleared * 1000) / Math.max(1, performance.now() - since);
  return `[${'█'.repeat(full)}${'░'.repeat(barWidth - full)}] ${Math.floor(part * 100)} %  ${count(cleared)} of ${count(total)} cleared  ${rate(perSecond)}`;
};

const endText = ({ result, topics }: RetainedCleaning): string => {
  if (result === undefined) return '';
  const cleared = `Cleared ${messages(result.cleared)}`;
  return topics.length === 0
    ? `${cleared}.`
    : `${cleared}; ${messages(topics.length)} still there: ${result.reason}.`;
};

const failureText = ({ problem, progress, filters }: RetainedCleaning): string =>
  progress.total === 0
    ? problem
    : `${problem} ${clearedBeforeLoss(progress, `/clean ${filters.map(asArgument).join(' ')} again`)}`;

/** How a cleaning stands, in one sentence. */
export const cleanSentence = (
  cleaning: RetainedCleaning,
  isDry: boolean,
): { readonly text: string; readonly style: Style } => {
  const many = cleaning.topics.length;
  switch (cleaning.state) {
    case 'connecting':
      return { text: 'Connecting …', style: palette.dim };
    case 'looking':
      return {
        text: `Looking for retained messages … ${count(cleaning.found)} found`,
        style: palette.attention,
      };
    case 'found': {
      if (many === 0) return { text: 'Nothing is retained there.', style: palette.plain };
      const found = `${messages(many)}, ${size(cleaning.size)} in all.`;
      return {
        text: isDry ? `${found} This only lists them.` : `${found} Nothing is cleared yet.`,
        style: palette.attention,
      };
    }
    case 'clearing':
      return { text: progressText(cleaning), style: palette.attention };
    case 'done':
      return { text: endText(cleaning), style: many === 0 ? palette.good : palette.bad };
    case 'stopped':
      return {
        text: `Stopped: ${count(cleaning.result?.cleared ?? 0)} of ${messages(many)} cleared.`,
        style: palette.attention,
      };
    case 'failed':
      return { text: failureText(cleaning), style: palette.bad };
  }
};
