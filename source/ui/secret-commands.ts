import { inviteWithKey, inviteWithSalt, readInvite } from '../chat/invite.ts';
import { deriveRoomKey, newSalt, passphraseProblem, type RoomKey } from '../chat/room-key.ts';
import { SecretRoom } from '../session/secret-room.ts';
import type { Controls } from './controls.ts';
import { emptyLine, textOf } from './line-editor.ts';
import { selectPlace } from './select-place.ts';
import { selectedRoom } from './tree-list.ts';
import type { PassphrasePrompt } from './ui-state.ts';

const alreadyIn = (topic: string): string =>
  `You are in ${topic} already: leave it with /part first, then join it as a private room.`;

const enter = (controls: Controls, topic: string, roomKey: RoomKey): string | undefined => {
  const { chat } = controls.session;
  // Meanwhile, while the key was made.
  if (chat?.rooms.has(topic) === true) return alreadyIn(topic);
  chat?.joinSecret(topic, roomKey);
  selectPlace(controls, { kind: 'room', topic });
  return undefined;
};

const askForPassphrase = ({ dispatch }: Controls, topic: string, salt?: Buffer): undefined => {
  dispatch({
    type: 'prompt-opened',
    prompt: { kind: 'passphrase', line: emptyLine, room: topic, salt },
  });
};

/** Joins a room by `--secret` or `--invite STRING`; the passphrase is asked for where it is needed. */
export const joinSecret = (
  controls: Controls,
  topic: string,
  options: string,
): string | undefined => {
  const { session } = controls;
  const [, isInvite, text = ''] = /^--(?:secret|(invite))(?:\s+(\S+))?$/.exec(options) ?? ['', '?'];
  if (isInvite === '?' || (isInvite === undefined && text !== ''))
    return 'Say /join ROOM --secret, or /join ROOM --invite STRING.';
  if (session.chat?.rooms.has(topic) === true) return alreadyIn(topic);
  if (isInvite === undefined) return askForPassphrase(controls, topic);
  if (text === '') return 'Which invite? /join ROOM --invite STRING';
  const invite = readInvite(text, topic);
  if (invite.kind === 'unusable')
    return 'This invite is damaged, or is for another room: copy all of it, and name its room.';
  if (invite.kind === 'salt') return askForPassphrase(controls, topic, invite.salt);
  session.passwords.push(text);
  return enter(controls, topic, invite.roomKey);
};

/** What may be brought back with the arrow keys of a line that was typed: not an invite. */
export const withoutInvite = (typed: string): string =>
  typed.replace(/^(\/j(?:oin)?\s.*\s--invite)\s.*$/is, '$1');

/** Takes the passphrase that was asked for, and joins. */
export const takePassphrase = (
  controls: Controls,
  { line, room: topic, salt }: PassphrasePrompt,
): void => {
  const { session, dispatch } = controls;
  const passphrase = textOf(line);
  const problem = passphraseProblem(passphrase);
  if (problem !== undefined) {
    session.notify(problem);
    return;
  }
  dispatch({ type: 'prompt-closed' });
  session.passwords.push(passphrase);
  session.notify('Making the key of the room …');
  void deriveRoomKey(passphrase, salt ?? newSalt()).then(
    (roomKey) => {
      session.notice = undefined;
      const refusal = enter(controls, topic, roomKey);
      if (refusal !== undefined) session.notify(refusal);
      else if (salt === undefined)
        session.chat?.rooms
          .get(topic)
          ?.tell(
            'The key of this room is new, also where the passphrase is an old one: others come in, and you come back, with what /invite shows.',
            Date.now(),
          );
      session.clock.changed();
      return undefined;
    },
    () =>
      session.notify('There is too little memory to make the key of the room: 128 MiB are needed.'),
  );
};

/** Shows and copies the invite of the private room that is shown; `salt` the one that needs the passphrase too. */
export const showInvite = (controls: Controls, text: string): string | undefined => {
  const { session, state, terminal } = controls;
  const room = selectedRoom(session, state());
  if (!(room instanceof SecretRoom))
    return 'Choose a private room first: one that was joined with --secret or --invite.';
  const what = text.trim();
  if (what !== '' && what !== 'salt')
    return 'Say /invite, or /invite salt for an invite that needs the passphrase too.';
  const invite =
    what === ''
      ? inviteWithKey(room.roomKey, room.topic)
      : inviteWithSalt(room.roomKey, room.topic);
  session.passwords.push(invite);
  terminal.copy(invite);
  room.tell(
    what === ''
      ? `Whoever has this invite reads along (copied): ${invite}`
      : `This invite needs the passphrase too (copied): ${invite}`,
    Date.now(),
  );
  session.clock.changed();
  return undefined;
};
