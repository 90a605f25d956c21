import UFuzzy from '@leeoniya/ufuzzy';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { MqttSession } from '../../session/session.ts';
import { indicesInOrder } from './letters-in-order.ts';
import type { JumpAmong } from './state.ts';
import { roomName } from '../rooms/room-name.ts';

/** The most names to rank exactly; of more, only the plainest matches are ranked. */
const ordered = 1000;

/** The most names to offer. */
const offered = 200;

let made: UFuzzy | undefined;

/** Finds the letters of a name in order, with anything between them, in any script. Created on first use. */
const finder = (): UFuzzy =>
  (made ??= new UFuzzy({
    unicode: true,
    interSplit: String.raw`[^\p{L}\d']+`,
    intraSplit: String.raw`\p{Ll}\p{Lu}`,
    intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
    // A topic name may have line breaks, which `.` does not match.
    interChars: '[^]',
    intraChars: '[^]',
    intraIns: Infinity,
  }));

/** The name of a topic, or of a branch without messages: `plant/line1/`. */
const nameOf = ({ messages, topic }: TopicNode): string => (messages === 0 ? `${topic}/` : topic);

type Known = { readonly count: number; readonly names: readonly string[] };
const knownNames = new WeakMap<TopicTree, Known>();

/** The names of all topics and branches by identifier; collected again when there are more topics. */
const namesOf = (tree: TopicTree): readonly string[] => {
  const known = knownNames.get(tree);
  if (known?.count === tree.topics) return known.names;
  const fresh = { count: tree.topics, names: tree.nodes.map(nameOf) };
  knownNames.set(tree, fresh);
  return fresh.names;
};

/** Names that were found: indices of the best ones, and the total. */
type Found = { readonly indices: readonly number[]; readonly total: number };

type Asked = { readonly text: string; readonly count: number; readonly found: Found };
const lastAsked = new WeakMap<TopicTree, Asked>();

const isEmpty = (text: string): boolean => text.trim() === '';

const startsLevel = (name: string, word: string): boolean =>
  name.startsWith(word) || name.includes(`/${word}`);

/** How plainly a name matches: 3 as a whole level, 2 at the start of one, 1 in one piece, 0 scattered. */
const plainness = (name: string, words: readonly string[]): number => {
  const lower = `${name.toLowerCase()}/`;
  if (!words.every((word) => lower.includes(word))) return 0;
  if (!words.every((word) => startsLevel(lower, word))) return 1;
  return words.every((word) => startsLevel(lower, `${word}/`)) ? 3 : 2;
};

/** The indices of the plainest matches, as many as are worth ranking. */
const plainest = (
  names: readonly string[],
  indices: readonly number[],
  text: string,
): readonly number[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const byPlainness: number[][] = [[], [], [], []];
  for (const at of indices) {
    const alike = byPlainness[plainness(names[at] ?? '', words)];
    if (alike !== undefined && alike.length < ordered) alike.push(at);
  }
  return byPlainness.toReversed().flat().slice(0, ordered);
};

const find = (names: readonly string[], text: string): Found => {
  if (isEmpty(text)) return { indices: [...names.slice(0, offered).keys()], total: names.length };
  const [indexes, info, order] = finder().search(
    [...names],
    text,
    0,
    ordered,
    indicesInOrder(names, text),
  );
  if (indexes !== null && indexes.length > ordered) {
    const some = plainest(names, indexes, text);
    const best = find(
      some.map((at) => names[at] ?? ''),
      text,
    );
    return { indices: best.indices.flatMap((at) => some[at] ?? []), total: indexes.length };
  }
  const found =
    info === null || order === null || indexes === null || info.idx === undefined
      ? (indexes ?? [])
      : order.map((at) => info.idx[at] ?? 0);
  return { indices: found.slice(0, offered), total: found.length };
};

/** Cached: searched once, however often it is drawn. */
const findTopics = (tree: TopicTree, text: string): Found => {
  const last = lastAsked.get(tree);
  if (last?.text === text && last.count === tree.topics) return last.found;
  const found = find(namesOf(tree), text);
  lastAsked.set(tree, { text, count: tree.topics, found });
  return found;
};

/** A room or topic to jump to. */
export type JumpHit = {
  readonly kind: 'room' | 'topic';
  readonly topic: string;
  /** Its name, which was searched. Text from outside. */
  readonly label: string;
  readonly isBookmark: boolean;
};

/** The matches, best first: bookmarks, then rooms, then topics and branches. */
export type JumpHits = { readonly hits: readonly JumpHit[]; readonly total: number };

const none: JumpHits = { hits: [], total: 0 };

const findAmong = (hits: readonly JumpHit[], text: string): JumpHit[] =>
  find(
    hits.map(({ label }) => label),
    text,
  ).indices.flatMap((at) => hits[at] ?? []);

const roomHits = (session: MqttSession, text: string): JumpHit[] => {
  const rooms = (session.chat?.conversations ?? []).map((room): JumpHit => ({
    kind: 'room',
    topic: room.topic,
    label: roomName(session, room),
    isBookmark: false,
  }));
  return findAmong(rooms, text);
};

const bookmarkHits = ({ bookmarks, tree }: MonitorSession, text: string): JumpHit[] => {
  const marked = [...bookmarks.topics].map((topic): JumpHit => {
    const node = tree.find(topic);
    const label = node === undefined ? topic : nameOf(node);
    return { kind: 'topic', topic, label, isBookmark: true };
  });
  return findAmong(marked, text);
};

/** The bookmarks that match best; with `all`, also rooms, topics and branches. */
export const jumpHits = (session: MqttSession, text: string, among: JumpAmong): JumpHits => {
  if (session.monitor === undefined) return none;
  const { bookmarks, tree } = session.monitor;
  const marked = bookmarkHits(session.monitor, text);
  if (among === 'bookmarks') return { hits: marked, total: marked.length };
  const { indices, total } = findTopics(tree, text);
  const others = indices.flatMap((at): JumpHit[] => {
    const node = tree.nodes[at];
    return node === undefined || bookmarks.topics.has(node.topic)
      ? []
      : [{ kind: 'topic', topic: node.topic, label: nameOf(node), isBookmark: false }];
  });
  return { hits: [...marked, ...roomHits(session, text), ...others], total };
};

/** Where a label matches what was typed: pairs of start and end, in UTF-16 units. */
export const matchedRanges = (label: string, text: string): readonly number[] => {
  if (isEmpty(text)) return [];
  return finder().info([0], [label], text).ranges[0] ?? [];
};
