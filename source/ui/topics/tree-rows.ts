import type { Room } from '../../model/room.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { printable } from '../../payload/printable.ts';
import { widthOf } from '../draw/cells.ts';
import { rate, shortCount, size } from '../draw/figures.ts';
import { palette, type Style } from '../draw/palette.ts';
import type { PayloadLine } from '../draw/payload-line.ts';
import { highlightedRow, rowWithEnd, type Span } from '../draw/row.ts';
import { changeMark, leadingMark, type MarkContext, standingMarks } from './topic-marks.ts';
import { placeOf, type TreeEntry } from './tree-list.ts';
import { shortSparkline, treeSparkline } from './tree-sparkline.ts';
import type { Place } from '../ui-state.ts';

/** Deeper levels are not indented further than this share of the pane: their names must be seen. */
const indentShare = 0.25;

type Look = {
  /** What topics are marked by; `undefined` where there are none. */
  readonly marks: MarkContext | undefined;
  /** Mark and name of a room. */
  readonly nameOf: (room: Room) => { readonly mark: string; readonly label: string };
  readonly payloadLine: PayloadLine;
  readonly selected: Place | undefined;
  readonly hasFocus: boolean;
  readonly width: number;
  readonly now: number;
};

const isSelected = (entry: TreeEntry, selected: Place | undefined): boolean => {
  const place = placeOf(entry);
  return selected?.kind === place.kind && selected.topic === place.topic;
};

type EntrySpans = { readonly start: Span[]; readonly end: Span[] };

/** What waits to be read, as "3 new, 1 @", and whether the room is muted. */
const roomEnd = (room: Room): Span[] => {
  const mentions = room.mentions > 0 ? `, ${shortCount(room.mentions)} @` : '';
  return [
    ...(room.isMuted ? [{ text: ' muted ', style: palette.dim }] : []),
    ...(room.unread > 0
      ? [
          {
            text: ` ${shortCount(room.unread)} new${mentions} `,
            style: room.mentions > 0 ? palette.mention : palette.attention,
          },
        ]
      : []),
  ];
};

const roomSpans = (room: Room, { mark, label }: ReturnType<Look['nameOf']>): EntrySpans => ({
  start: [
    { text: `${mark} `, style: palette.dim },
    { text: label, style: room.unread > 0 ? palette.strong : palette.plain },
  ],
  end: roomEnd(room),
});

/** What a level is called; an empty level must be seen too. */
const levelName = (node: TopicNode): Span =>
  node.level === ''
    ? { text: '(empty)', style: palette.dim }
    : {
        text: printable(node.level, 200),
        ...(node.messages === 0 ? {} : { style: palette.topic }),
      };

const cells = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);

/** So many cells of a value, with the blanks before it, are kept from the figures. */
const shortValue = 10;

/** Messages, or bytes where they are what the topics are sorted by. */
const figure = (node: TopicNode, { view }: TopicTree): string =>
  view.order === 'size' ? size(node.bytesBelow) : shortCount(node.messagesBelow);

const topicSpans = (node: TopicNode, marks: MarkContext, look: Look): EntrySpans => {
  const { tree } = marks;
  const perSecond = rate(node.rate.perSecond(look.now));
  const last = tree.last(node);
  const value: Span[] =
    last === undefined
      ? []
      : [{ text: '  ' }, { text: look.payloadLine(last, look.width), style: palette.value }];
  const name: Span[] = [
    { text: '  '.repeat(Math.min(Math.floor((look.width * indentShare) / 2), node.depth)) },
    leadingMark(node, tree, last),
    levelName(node),
  ];
  const change = changeMark(node, marks);
  const standing = standingMarks(node, marks);
  const figures = `${standing}${figure(node, tree)}`;
  // The name is worth more than the figures, and so is a short value unless they are sorted by.
  const kept = tree.view.order === 'rate' ? 0 : Math.min(shortValue, cells(value));
  const room = look.width - 1 - cells([...name, change]) - kept;
  const text = [`${figures}${perSecond === '' ? '' : ` · ${perSecond}`}`, figures].find(
    (shown) => shown.length < room,
  );
  return {
    start: [...name, ...value],
    end: [{ text: ` ${text ?? standing.trimEnd()}`, style: palette.dim }, change],
  };
};

/**
 * Puts the course of a topic's numbers at the right: before the figures, or in their place where both
 * find no room. The name and the value never give way for it.
 */
const withSparkline = (
  { start, end }: EntrySpans,
  node: TopicNode,
  marks: MarkContext,
  width: number,
): EntrySpans => {
  const text = treeSparkline(marks.tree, node, width);
  if (text === '') return { start, end };
  const bare: Span[] = [
    { text: ` ${standingMarks(node, marks)}`.trimEnd(), style: palette.dim },
    changeMark(node, marks),
  ];
  const room = width - 1 - cells(start);
  for (const figures of [end, bare])
    for (const course of [text, text.slice(-shortSparkline)])
      if (course.length + 2 + cells(figures) <= room)
        return { start, end: [{ text: `  ${course}`, style: palette.value }, ...figures] };
  return { start, end };
};

const spansOf = (entry: TreeEntry, look: Look): { start: Span[]; end: Span[] } => {
  if (entry.kind === 'room') return roomSpans(entry.room, look.nameOf(entry.room));
  const { marks, width } = look;
  if (marks === undefined) return { start: [], end: [] };
  return withSparkline(topicSpans(entry.node, marks, look), entry.node, marks, width);
};

/** The rows of the left pane, each of exactly `width` cells. */
export const treeRows = (entries: readonly TreeEntry[], look: Look): string[] =>
  entries.map((entry) => {
    const { start, end } = spansOf(entry, look);
    const chosen = isSelected(entry, look.selected);
    const spans = [{ text: chosen ? '▌' : ' ' }, ...start];
    if (!chosen) return rowWithEnd(spans, end, look.width);
    const style: Style = look.hasFocus ? palette.selected : palette.selectedElsewhere;
    return highlightedRow(spans, end, look.width, style);
  });
