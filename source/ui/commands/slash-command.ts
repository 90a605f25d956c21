import { readOnlySentence } from '../../mqtt/read-only.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ContextWith, Need, SlashCommand } from '../action-context.ts';
import { noRecording } from '../recording/actions.ts';

/** Why a need is not met, in a sentence about what was `typed`; `undefined` if it is. */
const whyNot: Readonly<Record<Need, (session: MqttSession, typed: string) => string | undefined>> =
  {
    broker: ({ recording, isEmpty }, typed) => {
      if (isEmpty) return `${typed} needs a broker: /connect opens one.`;
      return recording === undefined
        ? undefined
        : `${typed} needs a broker; this is an opened file.`;
    },
    chat: (session, typed) =>
      whyNot['offered chat'](session, typed) ??
      (session.chat === undefined ? `${typed} needs the chat: /join joins it.` : undefined),
    'offered chat': (session, typed) =>
      session.offeredChat === undefined
        ? (whyNot.broker(session, typed) ??
          `${typed} needs the chat, which --no-chat switches off.`)
        : undefined,
    topics: (session, typed) => {
      if (session.monitor !== undefined) return undefined;
      return session.isEmpty
        ? whyNot.broker(session, typed)
        : `${typed} needs the topics, which --no-monitor switches off.`;
    },
    publishing: ({ isReadOnly }) => (isReadOnly ? readOnlySentence : undefined),
    recording: ({ recording }) => (recording === undefined ? noRecording : undefined),
  };

/** The first need that is not met, in one sentence. */
export const unmetNeed = (
  session: MqttSession,
  needs: readonly Need[],
  typed = 'This',
): string | undefined =>
  needs.map((need) => whyNot[need](session, typed)).find((problem) => problem !== undefined);

/** A slash command as its folder declares it. */
type Declared<Needs extends readonly Need[]> = Pick<SlashCommand, 'name' | 'description'> &
  Partial<
    Pick<
      SlashCommand,
      | 'aliases'
      | 'task'
      | 'parameters'
      | 'complete'
      | 'choices'
      | 'chosen'
      | 'isSecret'
      | 'recalled'
    >
  > & {
    readonly needs: Needs;
    /** Runs only if the needs are met. */
    readonly run: (context: ContextWith<Needs[number]>, text: string) => string | undefined;
  };

/**
 * Makes a row of the slash command table. Its needs are checked here and nowhere else, whether the
 * command is typed or run by a key.
 */
export const slashCommand = <const Needs extends readonly Need[]>(
  declared: Declared<Needs>,
): SlashCommand => {
  const { name, needs, choices = [], run } = declared;
  return {
    aliases: [],
    parameters: '',
    choices,
    chosen: () => undefined,
    complete: () => choices.map((text) => ({ text, about: '' })),
    isSecret: () => false,
    recalled: (line) => line,
    ...declared,
    run: (context, text = '') =>
      unmetNeed(context.session, needs, `/${name}`) ??
      run(context as ContextWith<Needs[number]>, text),
  };
};
