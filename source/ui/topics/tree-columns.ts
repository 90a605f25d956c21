import { widthOf } from '../draw/cells.ts';
import type { ShownTopic } from './shown-topic.ts';
import { nameCells } from './topic-name.ts';
import { shortSparkline, sparklineLength } from './tree-sparkline.ts';

/** From these widths of the pane on there is a column of figures or rates, and one for the others. */
const oneFrom = 26;
const bothFrom = 34;

/** Cells of a column, unless something in it needs more: it should not move with every message. */
const usualFigure = 4;
const usualRate = 5;

/** The mark of the selected row, a blank on each side of the figures, and the mark of the change. */
const marks = 5;

/** Blanks between a name, its value and its sparkline. */
export const gap = 2;

/** The most that names push the values away, as a share of what names and values have together. */
const nameShare = 0.5;

/** Where the columns of the tree are, in cells; 0 for one that has no room. Numbers only: see `ShownTopic`. */
export type TreeColumns = {
  /** From the start of the names to the start of the values, if the name leaves as many. */
  readonly nameColumn: number;
  readonly flagColumn: number;
  readonly figureColumn: number;
  readonly rateColumn: number;
  /** The most cells of a sparkline before these; 0 where it stands in place of the rate. */
  readonly sparklineColumn: number;
};

const widest = (texts: readonly string[], least: number): number =>
  texts.reduce((most, { length }) => Math.max(most, length), least);

/** The columns in which these topics line up in a pane of `width` cells. */
export const treeColumns = (topics: readonly ShownTopic[], width: number): TreeColumns => {
  // What sorts the tree is the last to go.
  const [figuresFrom, ratesFrom] = topics.some(({ sortedBy }) => sortedBy === 'rate')
    ? [bothFrom, oneFrom]
    : [oneFrom, bothFrom];
  const flags = topics.map((topic) => topic.flags);
  const figures = topics.map(({ figure }) => figure);
  const rates = topics.map(({ perSecond }) => perSecond);
  const flagColumn = widest(flags, 0);
  const figureColumn = width < figuresFrom ? 0 : widest(figures, usualFigure);
  const rateColumn = width < ratesFrom ? 0 : widest(rates, usualRate);
  const names = topics
    .filter(({ value }) => value !== undefined)
    .map((topic) => nameCells(topic, width));
  const most = Math.floor((width - flagColumn - figureColumn - rateColumn) * nameShare);
  const nameColumn = Math.min(most, Math.max(0, ...names)) + gap;
  const drawn = topics.filter(({ sparkline }) => sparkline !== '');
  const valueColumn = Math.max(0, ...drawn.map(({ value = '' }) => widthOf(value))) + gap;
  const others = nameColumn + valueColumn + flagColumn + figureColumn + rateColumn + marks;
  return {
    nameColumn,
    flagColumn,
    figureColumn,
    rateColumn,
    sparklineColumn:
      [sparklineLength, shortSparkline].find((cells) => others + cells <= width) ?? 0,
  };
};
