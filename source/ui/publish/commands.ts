import { topicNameProblem } from '../../mqtt/topic.ts';
import { emptyForm } from '../../session/publish/publish-form.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls, SlashCommand } from '../controls.ts';
import { openPublish, openWith } from './open.ts';
import { stopRepeats } from './stop-repeats.ts';
import { openTemplates } from '../templates/view.tsx';

const publish = (controls: Controls, text: string): string | undefined => {
  const { first: topic } = takeArgument(text.trim());
  if (topic === '') {
    openPublish(controls);
    return undefined;
  }
  const problem = quoteProblem(text.trim()) ?? topicNameProblem(topic);
  if (problem === undefined) openWith(controls, emptyForm(topic), 'payload');
  return problem;
};

const stop = ({ session }: Controls, text: string): string | undefined => {
  const { repeats } = session.desk;
  const wanted = text.trim();
  if (wanted === '') {
    const stopped = stopRepeats(session.desk);
    if (stopped === undefined) return 'Nothing is repeated.';
    session.notify(stopped);
    return undefined;
  }
  if (/^\d+$/.test(wanted) && repeats.stop(Number(wanted))) {
    session.notify(`Stopped number ${wanted}.`);
    return undefined;
  }
  const numbers = repeats.list.map(({ id }) => id).join(', ');
  return `Which one? /stop NUMBER${numbers === '' ? '; nothing is repeated.' : `; there are ${numbers}.`}`;
};

/** The slash commands of the publish editor. */
export const publishCommands: readonly SlashCommand[] = [
  {
    name: 'publish',
    aliases: [],
    usage: '[TOPIC]',
    completes: 'topic',
    does: 'the publish editor: several lines, files, properties, answers, repeating',
    run: publish,
  },
  {
    name: 'templates',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'forms of the publish editor that were saved',
    run: openTemplates,
  },
  {
    name: 'stop',
    aliases: [],
    usage: '[NUMBER]',
    completes: 'none',
    does: 'stop repeating a message, or all of them',
    run: stop,
  },
];
