import { fingerprint } from '../../chat/fingerprint.ts';
import type { KnownKey } from '../../model/known-key.ts';
import type { Completer, ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { nicks } from '../input/candidates.ts';
import { takeArgument } from '../../format/command-arguments.ts';
import { tell } from '../rooms/tell.ts';
import { keysText } from './keys-text.ts';
import { checkMark, shownNick } from './shown-nick.ts';

type What = 'verify' | 'accept' | 'forget';

/** What to ask; the words come first, so that a small screen shows all of them. */
const questionOf: Readonly<Record<What, (name: string, words: string) => string>> = {
  verify: (name, words) =>
    `${words}: compare these words with ${name}, by voice or in person. Are they the same?`,
  accept: (name, words) =>
    `${words}: accept this key as ${name}'s without having compared the words?`,
  forget: (name, words) => `${words}: forget this key of ${name}?`,
};

const outcomeOf: Readonly<Record<What, (name: string) => string>> = {
  verify: (name) => `This key of ${name} is verified: /names shows ${checkMark}.`,
  accept: (name) => `This key of ${name} is accepted: no ≠ any more.`,
  forget: (name) => `This key of ${name} is forgotten.`,
};

const ask = (
  context: ContextWith<'chat'>,
  { user, key }: KnownKey,
  { what, name }: { readonly what: What; readonly name: string },
): void => {
  const { keys } = context.session.chat.attention;
  const yes = (): void => {
    if (what === 'forget') keys.forget(user, key);
    else keys.accept(user, key, what === 'verify');
    tell(context, outcomeOf[what](name));
  };
  const text = questionOf[what](name, fingerprint(key));
  context.dispatch({ type: 'asked', question: { text, yes, isTyped: true } });
};

/** The nick, which may have blanks, a number and an option. */
const argumentsIn = (
  text: string,
): { readonly user: string; readonly number?: string; readonly what: string } => {
  const {
    nick = '',
    number,
    what = 'verify',
  } = /^(?<nick>"[^"]*"|.*?)(?:\s+(?<number>\d+)(?:\s+--(?<what>\S+))?)?$/s.exec(text.trim())
    ?.groups ?? {};
  const user = nick.startsWith('"') ? takeArgument(nick).first : nick;
  return { user, ...(number === undefined ? {} : { number }), what };
};

/** Shows the keys of somebody, or ours, to compare; with a number says yes to one. */
const verify = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { chat } = context.session;
  const { user, number, what } = argumentsIn(text);
  const name = shownNick(user, 100);
  const known = chat.attention.keys.of(user);
  const isOwn = user === '' || (known.length === 0 && chat.attention.isUs(user));
  if (!isOwn && known.length === 0)
    return `No key of ${name} has been heard: nothing signed has been said under this name.`;
  if (number === undefined) {
    const reading = { text: isOwn ? keysText(chat) : keysText(chat, user), top: 0 };
    context.dispatch({ type: 'reading-changed', reading });
    return undefined;
  }
  const chosen = known[Number(number) - 1];
  if (chosen === undefined) return `${name} has no key ${number}; /verify ${name} lists them.`;
  if (what !== 'verify' && what !== 'accept' && what !== 'forget')
    return 'The command is /verify NICK NUMBER, with --accept or --forget or neither.';
  ask(context, chosen, { what, name });
  return undefined;
};

/** People, then what can follow a number. */
const complete: Completer = (context, typed) => {
  if (typed.before.trim() === '') return nicks(context, typed);
  return /\d\s*$/.test(typed.before)
    ? ['--accept', '--forget'].map((text) => ({ text, about: '' }))
    : [];
};

/** The slash command for the keys of people. */
export const verifyCommand = slashCommand({
  name: 'verify',
  parameters: '[NICK [NUMBER [--accept | --forget]]]',
  description: "compare keys: show somebody's, or your own; with a number, verify or accept one",
  needs: ['chat'],
  complete,
  run: verify,
});
