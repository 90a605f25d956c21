import UFuzzy from '@leeoniya/ufuzzy';
import type { TopicTree } from '../model/topic-tree.ts';
import type { MqttSession } from '../session/session.ts';
import { roomName } from './room-name.ts';

/** Topics whose order is worth working out; of more, those that have what was typed most plainly. */
const ordered = 1000;

/** Topics that are worth looking through. */
const offered = 200;

/** What is searched: all that one can go to, or what was marked. */
export type JumpAmong = 'all' | 'bookmarks';

let made: UFuzzy | undefined;

/** Finds letters of a name in order, with anything between them; of any script. Made when first used. */
const finder = (): UFuzzy =>
  (made ??= new UFuzzy({
    unicode: true,
    interSplit: String.raw`[^\p{L}\d']+`,
    intraSplit: String.raw`\p{Ll}\p{Lu}`,
    intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
    intraChars: '.',
    intraIns: Infinity,
  }));

type Known = { readonly count: number; readonly topics: readonly string[] };
const knownTopics = new WeakMap<TopicTree, Known>();

/** The names of all topics, gathered anew when there are more. */
const topicsOf = (tree: TopicTree): readonly string[] => {
  const known = knownTopics.get(tree);
  if (known?.count === tree.topics) return known.topics;
  const fresh = { count: tree.topics, topics: tree.topicNames() };
  knownTopics.set(tree, fresh);
  return fresh.topics;
};

/** Names that were found: the best `limit` of them, and how many in all. */
type Found = { readonly names: readonly string[]; readonly total: number };

type Asked = { readonly text: string; readonly count: number; readonly found: Found };
const lastAsked = new WeakMap<TopicTree, Asked>();

const isEmpty = (text: string): boolean => text.trim() === '';

const startsLevel = (name: string, word: string): boolean =>
  name.startsWith(word) || name.includes(`/${word}`);

/** How plainly a name has what was typed: 3 as a whole level, 2 at the start of one, 1 in one piece, 0 scattered. */
const plainness = (name: string, words: readonly string[]): number => {
  const lower = `${name.toLowerCase()}/`;
  if (!words.every((word) => lower.includes(word))) return 0;
  if (!words.every((word) => startsLevel(lower, word))) return 1;
  return words.every((word) => startsLevel(lower, `${word}/`)) ? 3 : 2;
};

/** The plainest of very many names, as many as are worth ordering. */
const plainest = (names: readonly string[], text: string): readonly string[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const byPlainness: string[][] = [[], [], [], []];
  for (const name of names) {
    const alike = byPlainness[plainness(name, words)];
    if (alike !== undefined && alike.length < ordered) alike.push(name);
  }
  return byPlainness.toReversed().flat().slice(0, ordered);
};

const find = (names: readonly string[], text: string): Found => {
  if (isEmpty(text)) return { names: names.slice(0, offered), total: names.length };
  const [indexes, info, order] = finder().search([...names], text, 0, ordered);
  if (indexes !== null && indexes.length > ordered) {
    const all = indexes.map((index) => names[index] ?? '');
    return { names: find(plainest(all, text), text).names, total: all.length };
  }
  const found =
    info === null || order === null || indexes === null || info.idx === undefined
      ? (indexes ?? [])
      : order.map((place) => info.idx[place] ?? 0);
  return {
    names: found.slice(0, offered).flatMap((index) => names[index] ?? []),
    total: found.length,
  };
};

/** Searched once however often it is drawn. */
const findTopics = (tree: TopicTree, text: string): Found => {
  const last = lastAsked.get(tree);
  if (last?.text === text && last.count === tree.topics) return last.found;
  const found = find(topicsOf(tree), text);
  lastAsked.set(tree, { text, count: tree.topics, found });
  return found;
};

/** Something to go to. */
export type JumpHit = {
  readonly kind: 'room' | 'topic';
  readonly topic: string;
  /** What it is called, and what was searched. Text from outside. */
  readonly label: string;
  readonly isBookmark: boolean;
};

/** What was found, the best first: bookmarks, then rooms, then topics. */
export type JumpHits = { readonly hits: readonly JumpHit[]; readonly total: number };

const none: JumpHits = { hits: [], total: 0 };

const roomHits = (session: MqttSession, text: string): JumpHit[] => {
  const rooms = new Map(
    (session.chat?.conversations ?? []).map((room) => [roomName(session, room), room.topic]),
  );
  return find([...rooms.keys()], text).names.map((label) => ({
    kind: 'room',
    topic: rooms.get(label) ?? '',
    label,
    isBookmark: false,
  }));
};

const topicHit =
  (isBookmark: boolean) =>
  (topic: string): JumpHit => ({ kind: 'topic', topic, label: topic, isBookmark });

/** The bookmarks, or with `all` the rooms and topics too, that are most like what was typed. */
export const jumpHits = (session: MqttSession, text: string, among: JumpAmong): JumpHits => {
  if (session.monitor === undefined) return none;
  const { bookmarks, tree } = session.monitor;
  const marked = find([...bookmarks.topics], text).names.map(topicHit(true));
  if (among === 'bookmarks') return { hits: marked, total: marked.length };
  const topics = findTopics(tree, text);
  const others = topics.names.filter((topic) => !bookmarks.topics.has(topic));
  return {
    hits: [...marked, ...roomHits(session, text), ...others.map(topicHit(false))],
    total: topics.total,
  };
};

/** Where in a label what was typed has been found: from and to, in UTF-16 units, one pair after the other. */
export const matchedRanges = (label: string, text: string): readonly number[] => {
  if (isEmpty(text)) return [];
  return finder().info([0], [label], text).ranges[0] ?? [];
};
