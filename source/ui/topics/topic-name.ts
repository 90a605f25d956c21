import { truncate, widthOf } from '../draw/cells.ts';
import { cutSpans, type Span, widthOfSpans } from '../widgets/span.ts';
import type { ShownTopic } from './shown-topic.ts';
import { leadingMarks } from './topic-marks.ts';

/** The most that deeper levels are indented, as a share of the pane: their names must be visible. */
const indentShare = 0.25;

/** Cells of a name that its row shows in any case. */
export const shortName = 12;

/** The indentation and the marks before a name. */
const leadOf = ({ depth, fold, dot = 'unknown' }: ShownTopic, width: number): readonly Span[] => {
  const indent = '  '.repeat(Math.min(Math.floor((width * indentShare) / 2), depth));
  const marks = fold === undefined ? [dot] : dot === 'unknown' ? [fold] : [fold, dot];
  return [{ text: indent }, ...marks.map((mark) => leadingMarks[mark])];
};

/** The name of a level; an empty level must be visible too. */
const nameSpan = ({ name, path, hasMessages }: ShownTopic): Span => {
  if (name === '' && path === '') return { text: '(empty)', look: 'dim' };
  return hasMessages ? { text: name, look: 'topic' } : { text: name };
};

/** The cells of a topic's marks and name in a row of `width` cells. */
export const nameCells = (topic: ShownTopic, width: number): number =>
  widthOfSpans([...leadOf(topic, width), { text: topic.path }, nameSpan(topic)]);

/** With fewer cells for the levels that share a row, they are cut at the end like any name. */
const shortPath = 8;

/**
 * A topic's marks and name in at most `cells` of a row of `width`, but with some of the name in any case. Of
 * levels that share a row, the first and the last stay.
 */
export const nameSpans = (topic: ShownTopic, width: number, cells: number): readonly Span[] => {
  const lead = leadOf(topic, width);
  const name = nameSpan(topic);
  const { path } = topic;
  const room = Math.max(shortName, cells - widthOfSpans(lead));
  const roomForPath = room - widthOf(name.text);
  if (widthOf(path) <= roomForPath) return [...lead, { text: path }, name];
  return roomForPath >= shortPath
    ? [...lead, { text: `${truncate(path, roomForPath - 1)}/` }, name]
    : [...lead, ...cutSpans([{ text: path }, name], room).spans];
};
