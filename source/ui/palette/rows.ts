import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { findNames, isBlank } from '../fuzzy/find-names.ts';
import { gradeOfName, grades, isDescribed } from '../fuzzy/grade.ts';
import { textOf } from '../widgets/line-editor.ts';
import { actionRows } from './actions.ts';
import { bookmarkRows, conversationRows, personRows, topicRow } from './places.ts';
import type { PaletteRow } from './row.ts';
import type { PaletteSheet } from './state.ts';
import { findTopics } from './topic-names.ts';

/** The rows that match, best first; how many match in all, and of how many. */
export type FoundRows = {
  readonly rows: readonly PaletteRow[];
  readonly total: number;
  readonly of: number;
};

/** How many topics come before the commands that match as well: more would hide these. */
const topicsFirst = 3;

type Graded = {
  readonly row: PaletteRow;
  /** How well it matches, the best highest. */
  readonly grade: number;
  /** Among equals, the lowest comes first. */
  readonly turn: number;
};

const turns = { room: 1, person: 2, topic: 3, branch: 3, command: 4, setting: 5, key: 6 } as const;
const lastTurn = 7;

const graded = (row: PaletteRow, grade: number): Graded => ({
  row,
  grade,
  turn: row.isBookmark ? 0 : turns[row.kind],
});

/** The rows whose names match, and those whose descriptions have words that begin as typed. */
const findAmong = (rows: readonly PaletteRow[], text: string): Graded[] => {
  const { best } = findNames(
    rows.map(({ name }) => name),
    text,
  );
  const named = best.flatMap((at) => {
    const row = rows[at];
    if (row === undefined) return [];
    const grade = gradeOfName(row.name, text);
    // Some letters of a sentence are always in order.
    return row.kind === 'key' && grade === grades.scattered ? [] : [graded(row, grade)];
  });
  if (isBlank(text)) return named;
  const known = new Set(named.map(({ row }) => row));
  const described = rows.filter((row) => !known.has(row) && isDescribed(row.about, text));
  return [...named, ...described.map((row) => graded(row, grades.described))];
};

/** The best first; at the same grade those chosen last, then kind by kind. */
const ordered = (found: readonly Graded[], recent: readonly string[]): PaletteRow[] => {
  const agoOf = ({ id }: PaletteRow): number => {
    const at = recent.indexOf(id);
    return at === -1 ? recent.length : at;
  };
  return found
    .map((one) => ({ ...one, ago: agoOf(one.row) }))
    .toSorted((a, b) => b.grade - a.grade || a.ago - b.ago || a.turn - b.turn)
    .map(({ row }) => row);
};

const foundTopics = (
  { monitor }: MqttSession,
  text: string,
): { readonly graded: readonly Graded[]; readonly total: number; readonly of: number } => {
  if (monitor === undefined) return { graded: [], total: 0, of: 0 };
  const { bookmarks, tree } = monitor;
  const { best, all } = findTopics(tree, text);
  const graded = best.flatMap((at, index): Graded[] => {
    const node = tree.nodes[at];
    if (node === undefined || bookmarks.topics.has(node.topic)) return [];
    const row = topicRow(node);
    const turn = index < topicsFirst && !isBlank(text) ? turns.topic : lastTurn;
    return [{ row, grade: isBlank(text) ? 0 : gradeOfName(row.name, text), turn }];
  });
  // A bookmark has a row of its own.
  const isOther = (at: number): boolean => !bookmarks.topics.has(tree.nodes[at]?.topic ?? '');
  const others = bookmarks.topics.size === 0 ? all.length : all.filter(isOther).length;
  return { graded, total: others, of: tree.nodes.length - bookmarks.topics.size };
};

/** A recent topic need not be among the first of all topics. */
const recentTopics = ({ monitor }: MqttSession, recent: readonly string[]): PaletteRow[] =>
  recent.flatMap((id) => {
    const topic = id.startsWith('topic ') ? id.slice('topic '.length) : undefined;
    const node = topic === undefined ? undefined : monitor?.tree.find(topic);
    return node === undefined || monitor?.bookmarks.topics.has(node.topic) === true
      ? []
      : [topicRow(node)];
  });

/** The rows for what is typed in the palette: everything there is where nothing is typed, what was chosen last first. */
export const paletteRows = (context: ActionContext, { line, among }: PaletteSheet): FoundRows => {
  const { session } = context;
  const text = textOf(line);
  const marked = bookmarkRows(session);
  if (among === 'bookmarks') {
    const rows = findAmong(marked, text).map(({ row }) => row);
    return { rows, total: rows.length, of: marked.length };
  }
  const { recent } = context.state();
  const { here, rows: actions } = actionRows(context);
  const few = [...marked, ...conversationRows(session, here), ...actions, ...personRows(context)];
  const found = findAmong(few, text);
  const topics = foundTopics(session, text);
  const again = isBlank(text)
    ? recentTopics(session, recent).map((row) => ({ row, grade: 0, turn: turns.topic }))
    : [];
  const known = new Set(again.map(({ row }) => row.id));
  const others = topics.graded.filter(({ row }) => !known.has(row.id));
  return {
    rows: ordered([...found, ...again, ...others], recent),
    total: found.length + topics.total,
    of: few.length + topics.of,
  };
};
