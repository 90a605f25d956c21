import { compareNames } from '../../collections/name-order.ts';
import { decimalIn } from '../../payload/number-with-unit.ts';
import { longestWord, stateIn } from '../../payload/state-words.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Completer } from '../action-context.ts';
import { takeArgument } from '../../format/command-arguments.ts';
import { topics } from '../input/candidates.ts';

/** How many of a topic's newest messages to look at. */
const messagesRead = 100;

/** The words that a topic's newest payloads are, by name: one word each, no numbers. */
const wordsOn = ({ monitor }: MqttSession, topic: string): readonly string[] => {
  const node = monitor?.tree.find(topic);
  if (monitor === undefined || node === undefined) return [];
  const { store } = monitor.tree;
  const words = new Set<string>();
  let address = node.newest;
  for (let read = 1; read <= Math.min(node.kept, messagesRead); read += 1) {
    const { payload } = store.read(address, topic);
    const word = payload.length > 3 * longestWord ? '' : Buffer.from(payload).toString().trim();
    if (/^[\p{L}\p{N}_-]{1,40}$/u.test(word) && decimalIn(word) === undefined) words.add(word);
    if (read < node.kept) address = store.previousOf(address);
  }
  return [...words].toSorted(compareNames);
};

/** `open=1,closed=0`, with the words that have come. */
const statesOn = (session: MqttSession, topic: string): string => {
  const words = wordsOn(session, topic);
  const numbered = words.map((word, index) => ({
    word,
    number: stateIn(word)?.double ?? words.length - 1 - index,
  }));
  return words.length === 0
    ? 'ON=1,OFF=0'
    : numbered
        .toSorted((a, b) => b.number - a.number)
        .map(({ word, number }) => `${word}=${number}`)
        .join(',');
};

/** Topics, then `as`, then words with numbers. */
export const chartArguments: Completer = (context, typed) => {
  const { first: topic, rest } = takeArgument(typed.before.trim());
  if (topic === '') return topics(context, typed);
  return /(?:^|\s)as$/.test(rest)
    ? [{ text: statesOn(context.session, topic), about: 'words of the newest messages' }]
    : [{ text: 'as', about: 'words as numbers, as in as ON=1,OFF=0' }];
};
