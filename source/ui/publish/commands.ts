import type { QoS } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { emptyForm } from '../../session/publish/publish-form.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { topics } from '../input/candidates.ts';
import { openPublish, openWith } from './open.ts';
import { publishText } from './publish-text.ts';
import { stopRepeats } from './stop-repeats.ts';

/** Parses the arguments of /pub and publishes. */
const publishNow = (context: ContextWith<'broker'>, text: string): string | undefined => {
  let rest = text.trimStart();
  let qos = 0;
  let retain = false;
  for (
    let option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest);
    option !== null;
    option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest)
  ) {
    if (option[1] === undefined) retain = true;
    else qos = Number(option[1]);
    rest = rest.slice(option[0].length);
  }
  if (/^-\S/.test(rest))
    return '/pub takes -q 0, -q 1, -q 2 and -r: /pub [-q QOS] [-r] TOPIC PAYLOAD.';
  const quote = quoteProblem(rest);
  if (quote !== undefined) return quote;
  const { first: topic, rest: payload } = takeArgument(rest);
  if (topic === '') return 'Which topic? /pub [-q QOS] [-r] TOPIC PAYLOAD';
  return publishText(context, topic, payload, { qos: qos as QoS, retain });
};

const openEditor = (context: ContextWith<'broker'>, text: string): string | undefined => {
  const { first: topic } = takeArgument(text.trim());
  if (topic === '') {
    openPublish(context);
    return undefined;
  }
  const problem = quoteProblem(text.trim()) ?? topicNameProblem(topic);
  if (problem === undefined) openWith(context, emptyForm(topic), 'payload');
  return problem;
};

const stop = ({ session }: ContextWith<'broker'>, text: string): string | undefined => {
  const { repeats } = session.publisher;
  const wanted = text.trim();
  if (wanted === '') {
    const stopped = stopRepeats(session.publisher);
    if (stopped === undefined) return 'Nothing is being repeated.';
    session.notify(stopped);
    return undefined;
  }
  if (/^\d+$/.test(wanted) && repeats.stop(Number(wanted))) {
    session.notify(`Stopped number ${wanted}.`);
    return undefined;
  }
  const numbers = repeats.list.map(({ id }) => id).join(', ');
  return `Which one? /stop NUMBER${numbers === '' ? '; nothing is being repeated.' : `; there are ${numbers}.`}`;
};

/** After the topic comes the payload, which has no completions. */
const topicsToPublish: Completer = (context, typed) =>
  /^\s*(?:-r\s+|-q\s*[0-2]\s+)*(?:"[^"]*"|[^\s"-]\S*)\s/.test(typed.before)
    ? []
    : topics(context, typed);

/** The slash commands that publish. */
export const publishCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'pub',
    parameters: '[-q QOS] [-r] TOPIC PAYLOAD',
    description: 'publish; -r retains it; -r with an empty payload clears the retained message',
    needs: ['broker', 'publishing'],
    complete: topicsToPublish,
    run: publishNow,
  }),
  slashCommand({
    name: 'publish',
    parameters: '[TOPIC]',
    description: 'open the publish editor: several lines, files, properties, answers, repeating',
    needs: ['broker', 'publishing'],
    complete: topics,
    run: openEditor,
  }),
  slashCommand({
    name: 'stop',
    parameters: '[NUMBER]',
    description: 'stop repeating a message; alone: all of them',
    needs: ['broker'],
    run: stop,
  }),
];
