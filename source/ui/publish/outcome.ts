import { duration } from '../../format/duration.ts';
import { noFolds } from '../../payload/folds.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import type { Answer, Exchange } from '../../session/publish/exchange.ts';
import type { Publisher } from '../../session/publish/publisher.ts';
import type { RepeatedPublish } from '../../session/publish/repeats.ts';
import type { MqttSession } from '../../session/session.ts';
import { bodyRows, detailsBody } from '../details/body.ts';
import { wrapCells } from '../draw/cells.ts';
import { count, plural } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { exactTime } from '../../format/time.ts';
import { Layouts } from '../draw/layouts.ts';
import type { Look } from '../theme/theme.ts';
import type { Span } from '../widgets/span.ts';
import { textRow, type TextRow } from '../widgets/text-row.ts';

/** The most rows of one answer to show. */
const mostRows = 200;

/** The most characters of a text from outside in one row. */
const longest = 300;

/** A one-cell mark, and its text. */
type Marked = { readonly mark: string; readonly look: Look; readonly text: string };

const markedRows = ({ mark, look, text }: Marked, width: number): TextRow[] =>
  wrapCells(printable(text, 1000), Math.max(1, width - 2)).map((part, index) => ({
    start: [{ text: index === 0 ? `${mark} ` : '  ', look }, { text: part }],
  }));

const outcomeMarks = {
  sending: { mark: '↑', look: 'attention' },
  done: { mark: '✓', look: 'good' },
  failed: { mark: '✗', look: 'bad' },
} as const;

const outcomeRows = ({ outcome }: Publisher, width: number): TextRow[] => {
  if (outcome === undefined) return [];
  const { state, text, at } = outcome;
  return markedRows({ ...outcomeMarks[state], text: `${exactTime(at)} ${text}` }, width);
};

/** Whether answers have arrived. */
const exchangeState = (exchange: Exchange, now: number): Marked => {
  const { state, answers, more, within, responseTopic, sentAt = now, problem = '' } = exchange;
  const got = answers.length + more;
  if (state === 'failed') return { mark: '✗', look: 'bad', text: problem };
  if (state === 'subscribing')
    return { mark: '⧖', look: 'attention', text: `Subscribing to ${responseTopic} …` };
  if (state === 'waiting')
    return {
      mark: '⧖',
      look: 'attention',
      text: `${plural(got, 'answer', 'answers')} so far · ${duration(Math.round((now - sentAt) / 1000) * 1000)} of ${duration(within)}`,
    };
  if (got > 0) return { mark: '✓', look: 'good', text: plural(got, 'answer', 'answers') };
  return exchange.isStopped
    ? { mark: '○', look: 'dim', text: 'Stopped waiting before an answer came.' }
    : { mark: '✗', look: 'bad', text: `No answer within ${duration(within)} on ${responseTopic}` };
};

type LaidOut = { readonly width: number; readonly rows: readonly TextRow[] };
const laidOut = new Layouts<Answer, LaidOut>();

/** An answer, with its payload laid out once for all draws. */
const answerRows = (
  session: MqttSession,
  answer: Answer,
  number: number,
  width: number,
): readonly TextRow[] => {
  const known = laidOut.get(answer);
  if (known?.width === width) return known.rows;
  const { message, took, isUncertain } = answer;
  const { decoded } = session.payloads.read(message, undefined);
  const body = detailsBody(decoded, noFolds, Math.max(1, width - 2));
  const all = body.starts[body.lines] ?? 0;
  const about: readonly Span[] = [
    {
      text: `answer ${number} after ${duration(took)} · ${decoded.kind} · ${size(message.size)}`,
      look: 'strong',
    },
    ...(isUncertain ? [{ text: ' · without correlation data', look: 'attention' as const }] : []),
  ];
  const rows = [
    { start: about },
    ...bodyRows(body, 0, Math.min(all, mostRows)).map(({ spans }) => ({
      start: [{ text: '  ' }, ...spans],
    })),
    ...(all > mostRows ? [textRow('  …', 'dim')] : []),
  ];
  if (decoded.isLoading !== true) laidOut.set(answer, { width, rows });
  return rows;
};

const exchangeRows = (session: MqttSession, width: number, now: number): TextRow[] => {
  const { exchange } = session.publisher;
  if (exchange === undefined) return [];
  const { request, sentAt, answers, more, others } = exchange;
  return [
    {
      start: [
        { text: `asked ${sentAt === undefined ? '' : exactTime(sentAt)} `, look: 'strong' },
        { text: printable(request.topic, longest), look: 'topic' },
        { text: `  ${preview(request.payload, longest)}` },
      ],
    },
    ...markedRows(exchangeState(exchange, now), width),
    ...answers.flatMap((answer, index) => answerRows(session, answer, index + 1, width)),
    ...(more > 0 ? [textRow(`and ${count(more)} more, not kept`)] : []),
    ...(others > 0
      ? [textRow(`${plural(others, 'message', 'messages')} there with other correlation data`)]
      : []),
  ];
};

const repeatRow = ({ id, message, every, sent, missed, problem }: RepeatedPublish): TextRow => ({
  start: [
    { text: `⟳ ${id}  ` },
    { text: printable(message.topic, longest), look: 'topic' },
    { text: `  every ${duration(every)} · ${count(sent)} sent` },
    ...(missed === 0 ? [] : [{ text: ` · ${count(missed)} left out`, look: 'attention' as const }]),
    ...(problem === undefined ? [] : [{ text: ` · ${printable(problem, longest)}` }]),
  ],
});

/** What is below the form: its problem, the result of publishing, answers, and repeated messages. */
export const outcomeBelow = (
  session: MqttSession,
  problem: string | undefined,
  width: number,
  now: number,
): TextRow[] => [
  ...(problem === undefined ? [] : markedRows({ mark: '✗', look: 'bad', text: problem }, width)),
  ...outcomeRows(session.publisher, width),
  ...exchangeRows(session, width, now),
  ...session.publisher.repeats.list.map(repeatRow),
];
