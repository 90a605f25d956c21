import { parseValuePath } from '../../payload/value-path.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { readStates } from '../../payload/state-words.ts';
import { untagged } from '../../payload/value.ts';
import { printable } from '../../payload/printable.ts';
import { addSeries, chartActions, chartNumberOf, removeSeries } from './actions.ts';
import { noChart, seriesText } from './state.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { chosenDecoder } from '../details/state.ts';
import { chartArguments } from './complete-states.ts';
import { changeSelection } from '../topics/change-selection.ts';

/** A path, then `as` and the words with their numbers, each optional; `as` in double quotes is part of the path. */
const afterTopic = /^((?:"(?:[^"\\]|\\.)*"|[^"])*?)(?:(?:^|\s)(as)(?:\s+(.*))?)?$/s;

/** Whether a message consists of members or items. */
const isStructure = (
  { session, state }: ContextWith<'topics'>,
  message: StoredMessage,
): boolean => {
  const { value } = session.payloads.read(message, chosenDecoder(state(), message.topic)).decoded;
  const kind = value === undefined ? undefined : untagged(value).value.kind;
  return kind === 'map' || kind === 'list';
};

const draw = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { session } = context;
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  const { first: topic, rest } = takeArgument(text.trim());
  if (topic === '') {
    chartActions.show(context);
    return undefined;
  }
  const last = session.monitor.last(topic);
  if (last === undefined && /[#+]/.test(topic))
    return `${printable(topic, 200)} is a filter: /chart takes one topic at a time.`;
  if (last === undefined) return `${printable(topic, 200)} has had no message yet.`;
  const [, typed = '', as, words = ''] = afterTopic.exec(rest.trim()) ?? ['', rest.trim()];
  const states = as === undefined ? undefined : readStates(words);
  if (typeof states === 'string') return states;
  if (states !== undefined && typed === '' && isStructure(context, last))
    return `The payload of ${printable(topic, 200)} has members: name one before "as", such as .state.`;
  const path = typed === '' && states === undefined ? undefined : parseValuePath(typed || '.');
  if (typed !== '' && path === undefined)
    return `${printable(typed, 100)} is not a path: try .temperature, .sensors[0] or ["odd name"].`;
  // A room shows its conversation where the chart would be.
  if (context.state().selected?.kind !== 'topic')
    changeSelection(context, { kind: 'topic', topic });
  return path === undefined
    ? chartNumberOf(context, last)
    : addSeries(context, { topic, path, states });
};

const remove = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { chart } = context.state();
  const wanted = text.trim();
  if (chart.series.length === 0) return 'The chart is empty.';
  if (wanted === '') {
    context.dispatch({ type: 'chart-changed', chart: noChart });
    return undefined;
  }
  const { first, rest } = takeArgument(wanted);
  const path = parseValuePath(rest.trim() === '' ? '.' : rest.trim())?.join('');
  const number = chart.series.findIndex((_, index) => String(index + 1) === wanted);
  const same = chart.series.findIndex(
    (name) => name.topic === first && (rest.trim() === '' || name.path.join('') === path),
  );
  const index = number === -1 ? same : number;
  if (index === -1)
    return `The chart has ${chart.series.map((name, at) => `${at + 1} ${seriesText(name)}`).join(', ')}.`;
  removeSeries(context, index);
  return undefined;
};

const chartedTopics: Completer = ({ state }) =>
  state().chart.series.map(({ topic, path }, index) => ({
    text: topic,
    about: `${index + 1} ${path.join('')}`,
  }));

/** The slash commands for the chart. */
export const chartCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'chart',
    parameters: '[TOPIC [PATH] [as WORD=NUMBER,…]]',
    description:
      'draw the numbers of a topic, or those at a path in its payloads, such as .temp; as open=1,ajar=0.5,shut=0 draws words; alone: show or hide the chart',
    needs: ['topics'],
    complete: chartArguments,
    run: draw,
  }),
  slashCommand({
    name: 'unchart',
    parameters: '[NUMBER | TOPIC [PATH]]',
    description: 'remove a line from the chart; alone: all of them',
    needs: ['topics'],
    complete: chartedTopics,
    run: remove,
  }),
];
