import { printable } from '../../payload/printable.ts';
import { noChat } from './chat-commands.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls } from '../controls.ts';
import { lastRoom } from '../last-room.ts';
import { roomName } from '../room-name.ts';
import { noMonitor } from './topic-commands.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { valueSentence } from '../log/value-sentence.ts';

/** Says a topic's value in the room that is shown, or was shown last. */
export const share = (controls: Controls, text: string): string | undefined => {
  const { session, state } = controls;
  const { chat, monitor } = session;
  if (chat === undefined) return noChat;
  if (monitor === undefined) return noMonitor;
  const { selected } = state();
  const { first, rest } = takeArgument(text.trim());
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  if (rest.trim() !== '') return 'A topic with blanks goes in double quotes: /share "my topic".';
  const topic = first || (selected?.kind === 'topic' ? selected.topic : '');
  if (topic === '') return 'Which topic? /share TOPIC, or select one in the tree first.';
  const room = lastRoom(session, state());
  if (room === undefined) return 'You are in no room: /join one first.';
  const node = monitor.tree.find(topic);
  const last = node === undefined || node.messages === 0 ? undefined : monitor.tree.last(node);
  if (last === undefined)
    return `No value of ${printable(topic, 200)} is known${(node?.topicsBelow ?? 0) > 0 ? ': it is a branch' : ''}.`;
  const sentence = valueSentence(last, Date.now());
  const refusal = chat.say(room.topic, sentence);
  if (refusal !== undefined) return refusal;
  if (selectedRoom(session, state()) !== room)
    session.notify(`Said in ${roomName(session, room)}: ${sentence}`);
  return undefined;
};
