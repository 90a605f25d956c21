import { fingerprint } from '../../chat/fingerprint.ts';
import { timeAndDay } from '../../format/time.ts';
import type { KnownKeys } from '../../model/known-keys.ts';
import type { KnownKey } from '../../model/known-key.ts';
import type { ChatSession } from '../../session/chat/chat-session.ts';
import { asArgument } from '../../format/command-arguments.ts';
import type { ReadText } from '../sheets/read-text.ts';
import { blankRow, textRow, type TextRow, wrappedRows } from '../widgets/text-row.ts';
import { checkMark, shownNick } from './shown-nick.ts';

const indent = 3;

const stateOf = (keys: KnownKeys, { user, key, isVerified, isTemporary }: KnownKey): string => {
  if (isVerified) return `${checkMark} verified`;
  const isMarked = keys.standing(user, { kind: 'key', key, isTemporary }) === 'other';
  return isMarked ? 'not accepted: marked ≠' : 'not compared';
};

/** The key and what is known of it; `number` stands before both. */
const keyRows = (
  keys: KnownKeys,
  known: KnownKey,
  {
    user,
    number,
    width,
  }: { readonly user: string; readonly number: number; readonly width: number },
): TextRow[] => {
  const now = Date.now();
  const isLast = keys.lastHeard(user)?.key === known.key;
  const facts = [
    stateOf(keys, known),
    ...(known.isTemporary ? ['temporary'] : []),
    ...(known.user === user ? [] : [`as ${shownNick(known.user, 100)}`]),
    `since ${timeAndDay(known.since, now)}`,
    ...(known.heardAt === undefined
      ? []
      : [`heard ${timeAndDay(known.heardAt, now)}${isLast ? ' (the last)' : ''}`]),
  ];
  const [first, ...others] = wrappedRows(facts.join(', '), width, { indent });
  return [
    {
      start: [{ text: `${number}`.padEnd(indent) }, ...(first?.start.slice(1) ?? [])],
    },
    ...others,
    ...wrappedRows(fingerprint(known.key), width, { look: 'strong', indent }),
    blankRow,
  ];
};

const ownRows = ({ identity }: ChatSession, width: number): TextRow[] => {
  const { key, isTemporary } = identity;
  const lasts = isTemporary ? ', temporary: it is gone after this run' : '';
  return [
    ...wrappedRows(`Your own key${lasts}`, width),
    ...wrappedRows(fingerprint(key), width, { look: 'strong', indent }),
    blankRow,
  ];
};

const advice = (nick: string): readonly string[] => [
  'Read the words to each other by voice or in person: only then do you know who signs.',
  `/verify ${nick} NUMBER: they are the same`,
  `/verify ${nick} NUMBER --accept: no ≠ any more, without having compared`,
  `/verify ${nick} NUMBER --forget: as if it had never been heard`,
];

/** The keys heard under a nick, and our own, as words to compare; without a nick only our own. */
export const keysText = (chat: ChatSession, user?: string): ReadText => ({
  title: user === undefined ? 'Your key' : `Keys of ${shownNick(user, 100)}`,
  parts: ['rooms', 'conversation'],
  rows: (_session, width) => {
    if (user === undefined)
      return [
        ...ownRows(chat, width),
        ...wrappedRows(
          'Read these words to others by voice or in person: /verify with your name shows them the same.',
          width,
          { look: 'dim' },
        ),
      ];
    const { keys } = chat.attention;
    const known = keys.of(user);
    return [
      ...known.flatMap((each, index) => keyRows(keys, each, { user, number: index + 1, width })),
      ...(known.length === 0 ? [textRow('All of them are forgotten.', 'dim'), blankRow] : []),
      ...ownRows(chat, width),
      ...advice(asArgument(shownNick(user, 100))).flatMap((text) =>
        wrappedRows(text, width, { look: 'dim' }),
      ),
    ];
  },
});
