import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { findNames, isBlank } from '../fuzzy/find-names.ts';
import { withoutAccents } from '../fuzzy/without-accents.ts';
import { gradeOfName, grades, isDescribed } from '../fuzzy/grade.ts';
import { textOf } from '../widgets/line-editor.ts';
import { actionRows } from './actions.ts';
import { bookmarkRows, conversationRows, personRows, topicRow } from './places.ts';
import { placeOf, topicIn } from './place-of.ts';
import type { PaletteRow } from './row.ts';
import type { PaletteSheet } from './state.ts';
import { findTopics } from './topic-names.ts';

/** The rows that match, best first; how many match in all, and of how many. */
export type FoundRows = {
  readonly rows: readonly PaletteRow[];
  readonly total: number;
  readonly of: number;
};

/** How many topics of a grade come before the commands of the same: more would hide these. */
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
  if (isBlank(text)) return rows.map((row) => graded(row, 0));
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

/** How near a name is to what was typed: 2 for a topic with it in the last level, 1 for such a branch, 0 for what is below. */
const nearness = ({ name, kind }: PaletteRow, text: string): number => {
  const [last = ''] = withoutAccents(text).trim().toLowerCase().split(/\s+/).slice(-1);
  const plain = withoutAccents(name).toLowerCase();
  const isLast = plain.lastIndexOf(last) > plain.replace(/\/$/, '').lastIndexOf('/');
  return isLast ? (kind === 'topic' ? 2 : 1) : 0;
};

const foundTopics = (
  { monitor }: MqttSession,
  text: string,
): { readonly graded: readonly Graded[]; readonly total: number; readonly of: number } => {
  if (monitor === undefined) return { graded: [], total: 0, of: 0 };
  const { bookmarks, tree } = monitor;
  const {
    nodes,
    found: { best, all },
  } = findTopics(tree, text);
  const seen: number[] = [];
  const rows = best.flatMap((at) => {
    const node = nodes[at];
    return node === undefined || bookmarks.topics.has(node.topic) ? [] : [topicRow(node)];
  });
  const found = isBlank(text)
    ? rows.map((row): Graded => ({ row, grade: 0, turn: lastTurn }))
    : rows
        .toSorted((one, other) => nearness(other, text) - nearness(one, text))
        .map((row): Graded => {
          const grade = gradeOfName(row.name, text);
          seen[grade] = (seen[grade] ?? 0) + 1;
          return { row, grade, turn: seen[grade] > topicsFirst ? lastTurn : turns.topic };
        });
  // Bookmarks are listed separately.
  const isOther = (at: number): boolean => !bookmarks.topics.has(nodes[at]?.topic ?? '');
  const others = bookmarks.topics.size === 0 ? all.length : all.filter(isOther).length;
  return { graded: found, total: others, of: nodes.length - bookmarks.topics.size };
};

/** A recent topic need not be among the first of all topics. */
const recentTopics = (
  { monitor }: MqttSession,
  server: string,
  recent: readonly string[],
): PaletteRow[] =>
  recent.flatMap((id) => {
    const topic = topicIn(id, server);
    const node = topic === undefined ? undefined : monitor?.tree.find(topic);
    return node === undefined || monitor?.bookmarks.topics.has(node.topic) === true
      ? []
      : [topicRow(node)];
  });

/** The rows of the topics of a broker that match, and how many match and there are. */
const topicsOf = (
  there: ActionContext,
  text: string,
  recent: readonly string[],
): ReturnType<typeof foundTopics> => {
  const { session } = there;
  const toRow = placeOf(there);
  const { graded: found, total, of } = foundTopics(session, text);
  const again = isBlank(text)
    ? recentTopics(session, toRow.server, recent).map((row) => ({
        row,
        grade: 0,
        turn: turns.topic,
      }))
    : [];
  const known = new Set(again.map(({ row }) => row.id));
  const others = found.filter(({ row }) => !known.has(row.id));
  const all = [...again, ...others].map((one) => ({ ...one, row: toRow.place(one.row) }));
  return { graded: all, total, of };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** The rows for what is typed in the palette: everything there is where nothing is typed, what was chosen last first. */
export const paletteRows = (context: ActionContext, { line, among }: PaletteSheet): FoundRows => {
  const { workspace } = context;
  const text = textOf(line);
  const all = workspace.hasSeveral
    ? workspace.sessions.map((session) => context.of(session))
    : [context];
  const placed = (rowsOf: (there: ActionContext) => readonly PaletteRow[]): PaletteRow[] =>
    all.flatMap((there) => rowsOf(there).map(placeOf(there).place));
  const marked = placed(({ session }) => bookmarkRows(session));
  if (among === 'bookmarks') {
    const rows = findAmong(marked, text).map(({ row }) => row);
    return { rows, total: rows.length, of: marked.length };
  }
  const { recent } = context.state();
  const { here, rows: actions } = actionRows(context);
  const few = [
    ...marked,
    ...placed((there) => conversationRows(there, here)),
    ...actions,
    ...placed(personRows),
  ];
  const found = findAmong(few, text);
  const topics = all.map((there) => topicsOf(there, text, recent));
  return {
    rows: ordered([...found, ...topics.flatMap((one) => one.graded)], recent),
    total: found.length + sum(topics.map(({ total }) => total)),
    of: few.length + sum(topics.map(({ of }) => of)),
  };
};
