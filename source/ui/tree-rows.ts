import type { Room } from '../model/room.ts';
import type { TopicNode } from '../model/topic-node.ts';
import type { TopicTree } from '../model/topic-tree.ts';
import { preview } from '../payload/preview.ts';
import { printable } from '../payload/printable.ts';
import { rate, shortCount } from './figures.ts';
import { palette, type Style } from './palette.ts';
import { highlightedRow, rowWithEnd, type Span } from './row.ts';
import { placeOf, type TreeEntry } from './tree-list.ts';
import type { Place } from './ui-state.ts';

/** Deeper levels are not indented further than this share of the pane: their names must be seen. */
const indentShare = 0.25;

type Look = {
  readonly tree: TopicTree | undefined;
  /** Mark and name of a room. */
  readonly nameOf: (room: Room) => { readonly mark: string; readonly label: string };
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

const foldMark = (node: TopicNode, tree: TopicTree): string => {
  if (node.children === undefined) return '  ';
  return tree.view.isUnfolded(node) ? '▾ ' : '▸ ';
};

const topicSpans = (
  node: TopicNode,
  tree: TopicTree,
  look: Look,
): { start: Span[]; end: Span[] } => {
  const perSecond = rate(node.rate.perSecond(look.now));
  const last = tree.last(node);
  const value: Span[] =
    last === undefined
      ? []
      : [{ text: '  ' }, { text: preview(last.payload, look.width), style: palette.value }];
  return {
    start: [
      {
        text:
          '  '.repeat(Math.min(Math.floor((look.width * indentShare) / 2), node.depth)) +
          foldMark(node, tree),
        style: palette.dim,
      },
      levelName(node),
      ...value,
    ],
    end: [
      {
        text: ` ${node.isRetained ? 'R ' : ''}${shortCount(node.messagesBelow)}${perSecond === '' ? '' : ` · ${perSecond}`} `,
        style: palette.dim,
      },
    ],
  };
};

const spansOf = (entry: TreeEntry, look: Look): { start: Span[]; end: Span[] } => {
  if (entry.kind === 'room') return roomSpans(entry.room, look.nameOf(entry.room));
  return look.tree === undefined ? { start: [], end: [] } : topicSpans(entry.node, look.tree, look);
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
