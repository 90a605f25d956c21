import { printable } from '../../payload/printable.ts';
import { showBookmarks } from '../topics/bookmarks.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { count } from '../draw/figures.ts';
import {
  type JumpAmong,
  type JumpHit,
  jumpHits,
  type JumpHits,
  matchedRanges,
} from './jump-hits.ts';
import { type Line, lineOf, textOf } from '../widgets/line-editor.ts';
import { endSpans } from '../draw/name-end.ts';
import { palette } from '../draw/palette.ts';
import { row, type Span } from '../draw/row.ts';
import { selectPlace } from '../topics/select-place.ts';
import type { MqttSession } from '../../session/session.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';
import { noMonitor } from '../commands/topic-commands.ts';
import { treeIndexOf } from '../topics/tree-list.ts';

/** Going to a topic or room by a part of its name. */
export type JumpSheet = SheetBase & {
  readonly kind: 'jump';
  readonly line: Line;
  readonly among: JumpAmong;
  /** Which of those found is marked, from 0. */
  readonly index: number;
};

const hitsOf = (session: MqttSession, { line, among }: JumpSheet): JumpHits =>
  jumpHits(session, textOf(line), among);

const markedOf = (sheet: JumpSheet, { hits }: JumpHits): number =>
  Math.max(0, Math.min(sheet.index, hits.length - 1));

/** A name in which what was found stands out. */
const matchedSpans = (label: string, text: string): Span[] => {
  const spans: Span[] = [];
  let end = 0;
  const add = (to: number, isFound: boolean): void => {
    const piece = printable(label.slice(end, to), 400);
    const style = isFound ? (shown: string) => palette.strong(palette.match(shown)) : palette.topic;
    if (piece !== '') spans.push({ text: piece, style });
    end = Math.max(end, to);
  };
  for (const [index, at] of matchedRanges(label, text).entries()) add(at, index % 2 === 1);
  add(label.length, false);
  return spans;
};

const kindMark = ({ isBookmark }: JumpHit): string => (isBookmark ? '* ' : '  ');

/** How the sheet looks. */
export const jumpSheet: RowsSheet<JumpSheet> = {
  draw: (sheet, { session }, { columns, rows: height }) => {
    const found = hitsOf(session, sheet);
    const text = textOf(sheet.line);
    const marked = markedOf(sheet, found);
    const { rows: typed, cursor } = editorRows(sheet.line, columns - 2);
    const room = Math.max(1, height - 1);
    const top = Math.max(0, marked - room + 1);
    const listed = found.hits.slice(top, top + room).map((hit, index) => {
      const isMarked = top + index === marked;
      const spans: Span[] = [
        { text: isMarked ? '▸ ' : '  ' },
        { text: kindMark(hit), style: palette.attention },
        ...endSpans(matchedSpans(hit.label, text), columns - 4),
      ];
      return isMarked ? palette.selected(row(spans, columns)) : row(spans, columns);
    });
    const isAll = sheet.among === 'all';
    return {
      title: isAll ? 'Go to a topic or room' : 'Bookmarks',
      note: isAll
        ? `${count(found.total)} of ${count(session.monitor?.tree.nodes.length ?? 0)} topics and branches`
        : count(found.total),
      footnote: isAll
        ? 'Enter goes there · ↑↓ chooses · Esc closes'
        : 'Enter goes there · Esc closes · Delete takes the mark off',
      rows: [row([{ text: '› ' }, { text: typed.at(-1) ?? '' }], columns), ...listed],
      cursor: { x: 2 + cursor.x, y: 0 },
    };
  },
  scroll: (controls, by) => moveBy(controls, by),
};

const openSheet = ({ state }: Controls): JumpSheet | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'jump' ? sheet : undefined;
};

const moveBy = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const found = hitsOf(controls.session, sheet);
  const index = Math.max(0, Math.min(found.hits.length - 1, markedOf(sheet, found) + by));
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, index } });
};

const markedHit = (controls: Controls): JumpHit | undefined => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return undefined;
  const found = hitsOf(controls.session, sheet);
  return found.hits[markedOf(sheet, found)];
};

/** Tells why a topic that is shown is not in the tree. */
const tellIfHidden = ({ session }: Controls, topic: string): void => {
  if (treeIndexOf(session, { kind: 'topic', topic }) !== -1) return;
  const name = printable(topic, 200);
  session.notify(
    session.monitor?.filters.text === ''
      ? `${name} is left out of the tree; /include shows it again.`
      : `The filter hides ${name} in the tree; Esc there drops the filter.`,
  );
};

const go = (controls: Controls): void => {
  const { session, dispatch } = controls;
  const hit = markedHit(controls);
  dispatch({ type: 'sheet-changed', sheet: undefined });
  if (hit === undefined) return;
  const { kind, topic } = hit;
  if (kind === 'topic' && session.monitor?.tree.find(topic) === undefined) {
    session.notify(`Nothing has come on ${printable(topic, 200)} yet.`);
    return;
  }
  if (kind === 'topic') session.monitor?.filters.reveal(topic);
  selectPlace(controls, { kind, topic });
  if (kind === 'topic') tellIfHidden(controls, topic);
  dispatch({ type: 'pane-focused', pane: kind === 'room' ? 'input' : 'tree' });
};

const takeOff = (controls: Controls): void => {
  const hit = markedHit(controls);
  const { session } = controls;
  const problem =
    hit?.isBookmark === true ? session.monitor?.bookmarks.toggle(hit.topic) : undefined;
  if (problem !== undefined) session.notify(problem);
  session.clock.changedNow('topics');
};

/** Opens it, with a text to search or without; returns in one sentence why not. */
export const openJump = ({ session, dispatch }: Controls, text: string): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'jump', line: lineOf(text.trim()), index: 0, among: 'all' },
  });
  return undefined;
};

/** Tells what came of it, where something is to be told. */
const tell = ({ session }: Controls, problem: string | undefined): void => {
  if (problem !== undefined) session.notify(problem);
};

const isOnBookmarks = (controls: Controls): boolean => openSheet(controls)?.among === 'bookmarks';

/** The keys of the sheet, and the ones that open it. */
export const jumpBindings: readonly KeyBinding[] = [
  {
    keys: ['Ctrl+P'],
    where: 'anywhere',
    does: 'go to a topic, branch or room by a part of its name',
    run: (c) => tell(c, openJump(c, '')),
  },
  {
    keys: ['B'],
    where: 'tree',
    does: 'list the bookmarks',
    run: (c) => tell(c, showBookmarks(c)),
  },
  { keys: ['Up', 'Ctrl+P'], where: 'jump', does: 'the one above', run: (c) => moveBy(c, -1) },
  { keys: ['Down', 'Ctrl+N'], where: 'jump', does: 'the one below', run: (c) => moveBy(c, 1) },
  { keys: ['PageUp'], where: 'jump', does: 'ten up', run: (c) => moveBy(c, -10) },
  { keys: ['PageDown'], where: 'jump', does: 'ten down', run: (c) => moveBy(c, 10) },
  {
    keys: ['Delete'],
    where: 'jump',
    does: 'take the bookmark off, in the list of bookmarks',
    when: isOnBookmarks,
    run: takeOff,
  },
  { keys: ['Enter'], where: 'jump', does: 'go there', hint: 'go', run: go },
];
