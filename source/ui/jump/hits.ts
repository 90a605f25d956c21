import UFuzzy from '@leeoniya/ufuzzy';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { MqttSession } from '../../session/session.ts';
import { placesInOrder } from './letters-in-order.ts';
import type { JumpAmong } from './state.ts';
import { roomName } from '../rooms/room-name.ts';

/** Names whose order is worth working out; of more, those that have what was typed most plainly. */
const ordered = 1000;

/** Names that are worth looking through. */
const offered = 200;

let made: UFuzzy | undefined;

/** Finds letters of a name in order, with anything between them; of any script. Made when first used. */
const finder = (): UFuzzy =>
  (made ??= new UFuzzy({
    unicode: true,
    interSplit: String.raw`[^\p{L}\d']+`,
    intraSplit: String.raw`\p{Ll}\p{Lu}`,
    intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
    // A topic name may have line breaks, which a dot is not.
    interChars: '[^]',
    intraChars: '[^]',
    intraIns: Infinity,
  }));

/** What a topic is called, or a branch that has had no message of its own: `plant/line1/`. */
const nameOf = ({ messages, topic }: TopicNode): string => (messages === 0 ? `${topic}/` : topic);

type Known = { readonly count: number; readonly names: readonly string[] };
const knownNames = new WeakMap<TopicTree, Known>();

/** The names of all topics and branches by identifier, gathered again when there are more topics. */
const namesOf = (tree: TopicTree): readonly string[] => {
  const known = knownNames.get(tree);
  if (known?.count === tree.topics) return known.names;
  const fresh = { count: tree.topics, names: tree.nodes.map(nameOf) };
  knownNames.set(tree, fresh);
  return fresh.names;
};

/** Which names were found: places of the best in the list that was searched, and how many in all. */
type Found = { readonly places: readonly number[]; readonly total: number };

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

/** The places of the plainest of very many names, as many as are worth ordering. */
const plainest = (
  names: readonly string[],
  places: readonly number[],
  text: string,
): readonly number[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const byPlainness: number[][] = [[], [], [], []];
  for (const place of places) {
    const alike = byPlainness[plainness(names[place] ?? '', words)];
    if (alike !== undefined && alike.length < ordered) alike.push(place);
  }
  return byPlainness.toReversed().flat().slice(0, ordered);
};

const find = (names: readonly string[], text: string): Found => {
  if (isEmpty(text)) return { places: [...names.slice(0, offered).keys()], total: names.length };
  const [indexes, info, order] = finder().search(
    [...names],
    text,
    0,
    ordered,
    placesInOrder(names, text),
  );
  if (indexes !== null && indexes.length > ordered) {
    const some = plainest(names, indexes, text);
    const best = find(
      some.map((place) => names[place] ?? ''),
      text,
    );
    return { places: best.places.flatMap((at) => some[at] ?? []), total: indexes.length };
  }
  const found =
    info === null || order === null || indexes === null || info.idx === undefined
      ? (indexes ?? [])
      : order.map((place) => info.idx[place] ?? 0);
  return { places: found.slice(0, offered), total: found.length };
};

/** Searched once however often it is drawn. */
const findTopics = (tree: TopicTree, text: string): Found => {
  const last = lastAsked.get(tree);
  if (last?.text === text && last.count === tree.topics) return last.found;
  const found = find(namesOf(tree), text);
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

/** What was found, the best first: bookmarks, then rooms, then topics and branches. */
export type JumpHits = { readonly hits: readonly JumpHit[]; readonly total: number };

const none: JumpHits = { hits: [], total: 0 };

const findAmong = (hits: readonly JumpHit[], text: string): JumpHit[] =>
  find(
    hits.map(({ label }) => label),
    text,
  ).places.flatMap((place) => hits[place] ?? []);

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

/** The bookmarks, or with `all` the rooms, topics and branches too, that are most like what was typed. */
export const jumpHits = (session: MqttSession, text: string, among: JumpAmong): JumpHits => {
  if (session.monitor === undefined) return none;
  const { bookmarks, tree } = session.monitor;
  const marked = bookmarkHits(session.monitor, text);
  if (among === 'bookmarks') return { hits: marked, total: marked.length };
  const { places, total } = findTopics(tree, text);
  const others = places.flatMap((place): JumpHit[] => {
    const node = tree.nodes[place];
    return node === undefined || bookmarks.topics.has(node.topic)
      ? []
      : [{ kind: 'topic', topic: node.topic, label: nameOf(node), isBookmark: false }];
  });
  return { hits: [...marked, ...roomHits(session, text), ...others], total };
};

/** Where in a label what was typed has been found: from and to, in UTF-16 units, one pair after the other. */
export const matchedRanges = (label: string, text: string): readonly number[] => {
  if (isEmpty(text)) return [];
  return finder().info([0], [label], text).ranges[0] ?? [];
};
