import { inviteWithKey, inviteWithSalt, readInvite } from '../../chat/invite.ts';
import { isShort, passphraseProblem } from '../../chat/passphrase.ts';
import { checkCode, deriveRoomKey, newSalt, type RoomKey } from '../../chat/room-key.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import { SecretRoom } from '../../session/chat/secret-room.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { copyText } from '../copy-text.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { askForPassphrase } from './unlock.ts';

const alreadyIn = (topic: string): string => `You are in ${topic} already: /part first.`;

/** Whether we are in a public room; a private one may be joined again with another key. */
const isOpen = ({ session }: ActionContext, topic: string): boolean =>
  session.chat?.rooms.get(topic)?.isPrivate === false;

/** The salt of a private room that is already known; its key can be derived again from the passphrase. */
const saltOf = ({ session }: ActionContext, topic: string): Buffer | undefined => {
  const room = session.chat?.rooms.get(topic);
  if (room instanceof LockedRoom) return room.salt;
  return room instanceof SecretRoom ? room.roomKey.salt : undefined;
};

const enter = (context: ActionContext, topic: string, roomKey: RoomKey): string | undefined => {
  const { chat } = context.session;
  // We may have joined while the key was being derived.
  if (isOpen(context, topic)) return alreadyIn(topic);
  chat?.joinSecret(topic, roomKey);
  changeSelection(context, { kind: 'room', topic });
  return undefined;
};

/** Explains how others get in, and how to check that everyone has the same key. */
const tellKey = (
  { chat }: MqttSession,
  roomKey: RoomKey,
  { topic, isNew, isWeak }: { topic: string; isNew: boolean; isWeak: boolean },
): void => {
  const news = isNew ? 'New key. Others enter with /invite. ' : '';
  const check = `Check code ${checkCode(roomKey)}: compare it with theirs.`;
  const room = chat?.rooms.get(topic);
  room?.tell(news + check, Date.now());
  if (isWeak)
    room?.tell(
      'This passphrase is short: whoever has the salt and one message can guess it.',
      Date.now(),
    );
};

/** Joins a private room with its passphrase; without a salt, with a new key. */
const enterWith = (
  context: ActionContext,
  topic: string,
  { salt, passphrase }: { readonly salt: Buffer | undefined; readonly passphrase: string },
): void => {
  const { session } = context;
  session.notify('Deriving the room key …');
  void deriveRoomKey(passphrase, salt ?? newSalt()).then(
    (roomKey) => {
      session.forgetNotice();
      const refusal = enter(context, topic, roomKey);
      if (refusal !== undefined) session.notify(refusal);
      else {
        const isNew = salt === undefined;
        tellKey(session, roomKey, { topic, isNew, isWeak: isShort(passphrase) });
      }
      session.clock.changedNow('connection', 'rooms', 'conversation');
      return undefined;
    },
    () => session.notify('Not enough memory to derive the room key: it takes 128 MiB.'),
  );
};

/** Joins by the program that prints the room's passphrase; without one, asks for it. */
const joinByPassphrase = (context: ActionContext, topic: string, salt?: Buffer): undefined => {
  const { session } = context;
  const printed = session.passphraseOf?.(topic);
  if (printed === undefined) return askForPassphrase(context, topic, salt);
  void printed.then(
    (passphrase) => {
      const problem = passphraseProblem(passphrase, salt === undefined);
      if (problem === undefined) enterWith(context, topic, { salt, passphrase });
      else session.notify(problem);
      return undefined;
    },
    (error: unknown) => session.notify((error as Error).message),
  );
  return undefined;
};

/** Joins a room by `--secret` or `--invite STRING`; asks for the passphrase if it needs one. */
export const joinSecret = (
  context: ActionContext,
  topic: string,
  options: string,
): string | undefined => {
  const { session } = context;
  const [, isInvite, text = ''] = /^--(?:secret|(invite))(?:\s+(\S+))?$/.exec(options) ?? ['', '?'];
  if (isInvite === '?' || (isInvite === undefined && text !== ''))
    return 'The command is /join ROOM --secret, or /join ROOM --invite STRING.';
  if (isOpen(context, topic)) return alreadyIn(topic);
  if (isInvite === undefined) return joinByPassphrase(context, topic, saltOf(context, topic));
  if (text === '') return 'Which invite? /join ROOM --invite STRING';
  const invite = readInvite(text, topic);
  if (invite.kind === 'unusable')
    return 'This invite is damaged or for another room: copy all of it.';
  if (invite.kind === 'salt') return joinByPassphrase(context, topic, invite.salt);
  session.passwords.push(text);
  return enter(context, topic, invite.roomKey);
};

/** Copies the passphrase that is offered. */
export const copyPassphrase = (context: ActionContext): void => {
  const { prompt } = context.state();
  if (prompt?.kind !== 'passphrase' || prompt.generated === undefined) return;
  context.session.passwords.push(prompt.generated);
  copyText(context, prompt.generated, 'the generated passphrase');
};

/** Whether a passphrase is offered. */
export const isOffered = ({ state }: ActionContext): boolean => {
  const { prompt } = state();
  return (
    prompt?.kind === 'passphrase' && prompt.generated !== undefined && textOf(prompt.line) === ''
  );
};

/** Takes the typed passphrase, or the one that is offered, and joins. */
export const takePassphrase = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  const { prompt } = state();
  if (prompt?.kind !== 'passphrase') return;
  const { room: topic, salt, generated, first } = prompt;
  const typed = textOf(prompt.line);
  const isTyped = typed !== '' || generated === undefined;
  const passphrase = isTyped ? typed : generated;
  const problem = passphraseProblem(passphrase, salt === undefined);
  if (problem !== undefined) {
    session.notify(problem);
    return;
  }
  // A typing mistake would make another key, and nobody could get in with the intended passphrase.
  if (salt === undefined && first === undefined && isTyped) {
    const again = { ...prompt, line: emptyLine, generated: undefined, first: passphrase };
    dispatch({ type: 'prompt-opened', prompt: again });
    return;
  }
  if (first !== undefined && first !== passphrase) {
    askForPassphrase(context, topic, salt);
    session.notify('The two differ: type the passphrase again, twice.');
    return;
  }
  dispatch({ type: 'pane-focused', pane: 'input' });
  session.passwords.push(passphrase);
  enterWith(context, topic, { salt, passphrase });
};

/**
 * Shows and copies the invite to the private room that is shown; `salt` asks for the one that needs the
 * passphrase too.
 */
export const showInvite = (context: ActionContext, text: string): string | undefined => {
  const { session, state } = context;
  const room = selectedRoom(session, state());
  if (!(room instanceof SecretRoom)) return 'Only private rooms have invites: /join ROOM --secret.';
  const what = text.trim();
  if (what !== '' && what !== 'salt') return 'The command is /invite or /invite salt.';
  const invite =
    what === ''
      ? inviteWithKey(room.roomKey, room.topic)
      : inviteWithSalt(room.roomKey, room.topic);
  session.passwords.push(invite);
  copyText(context, invite, 'the invite');
  room.tell(
    what === ''
      ? `Anyone with this invite can read along: ${invite}`
      : `This invite needs the passphrase too: ${invite}`,
    Date.now(),
  );
  session.clock.changedNow('connection', 'rooms', 'conversation');
  return undefined;
};
