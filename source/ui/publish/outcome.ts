import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import type { Answer, Exchange } from '../../session/publish/exchange.ts';
import type { PublishDesk } from '../../session/publish/publish-desk.ts';
import type { Repeat } from '../../session/publish/repeats.ts';
import { noFolds } from '../../payload/folds.ts';
import type { MqttSession } from '../../session/session.ts';
import { wrapCells } from '../draw/cells.ts';
import { bodyRows, detailsBody } from '../details/body.ts';
import { count, exactTime, plural, size } from '../draw/figures.ts';
import { palette, type Style, styleOf } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

/** So many rows of one answer are shown. */
const mostRows = 200;

/** Characters of a text from outside in one row. */
const longest = 300;

const marked = (mark: string, style: Style, text: string, width: number): string[] =>
  wrapCells(printable(text, 1000), Math.max(1, width - 2)).map((part, index) =>
    row([{ text: index === 0 ? `${mark} ` : '  ', style }, { text: part }], width),
  );

const outcomeRows = ({ outcome }: PublishDesk, width: number): string[] => {
  if (outcome === undefined) return [];
  const { state, text, at } = outcome;
  const [mark, style] = (
    {
      sending: ['↑', palette.attention],
      done: ['✓', palette.good],
      failed: ['✗', palette.bad],
    } as const
  )[state];
  return marked(mark, style, `${exactTime(at)} ${text}`, width);
};

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))} s`;

const stateRow = (exchange: Exchange, now: number): readonly [string, Style, string] => {
  const { state, answers, more, within, responseTopic, sentAt = now, problem = '' } = exchange;
  const got = answers.length + more;
  if (state === 'failed') return ['✗', palette.bad, problem];
  if (state === 'subscribing') return ['⧖', palette.attention, `Subscribing to ${responseTopic} …`];
  if (state === 'waiting')
    return [
      '⧖',
      palette.attention,
      `${plural(got, 'answer', 'answers')} so far · ${seconds(now - sentAt)} of ${seconds(within)} · Ctrl+G stops waiting`,
    ];
  if (got > 0) return ['✓', palette.good, plural(got, 'answer', 'answers')];
  return exchange.isStopped
    ? ['○', palette.dim, 'The waiting was stopped before an answer came.']
    : ['✗', palette.bad, `No answer within ${seconds(within)} on ${responseTopic}`];
};

type Drawn = { readonly width: number; readonly rows: readonly string[] };
const drawn = new WeakMap<Answer, Drawn>();

/** An answer with its payload laid out; laid out once, however often it is drawn. */
const answerRows = (
  session: MqttSession,
  answer: Answer,
  number: number,
  width: number,
): readonly string[] => {
  const known = drawn.get(answer);
  if (known?.width === width) return known.rows;
  const { message, took, isUncertain } = answer;
  const { decoded } = session.payloads.read(message, undefined);
  const body = detailsBody(decoded, noFolds, Math.max(1, width - 2));
  const all = body.starts[body.lines] ?? 0;
  const about = `answer ${number} after ${count(took)} ms · ${decoded.kind} · ${size(message.size)}`;
  const rows = [
    row(
      [
        { text: about, style: palette.strong },
        ...(isUncertain ? [{ text: ' · without correlation data', style: palette.attention }] : []),
      ],
      width,
    ),
    ...bodyRows(body, 0, Math.min(all, mostRows)).map(({ spans }) =>
      row(
        [{ text: '  ' }, ...spans.map(({ text, look }) => ({ text, style: styleOf(look) }))],
        width,
      ),
    ),
    ...(all > mostRows ? [row([{ text: '  …', style: palette.dim }], width)] : []),
  ];
  if (decoded.isLoading !== true) drawn.set(answer, { width, rows });
  return rows;
};

const exchangeRows = (session: MqttSession, width: number, now: number): string[] => {
  const { exchange } = session.desk;
  if (exchange === undefined) return [];
  const { request, sentAt, answers, more, others } = exchange;
  const [mark, style, text] = stateRow(exchange, now);
  const asked = preview(request.payload, longest);
  return [
    row(
      [
        { text: `asked ${sentAt === undefined ? '' : exactTime(sentAt)} `, style: palette.strong },
        { text: printable(request.topic, longest), style: palette.topic },
        { text: `  ${asked}` },
      ],
      width,
    ),
    ...marked(mark, style, text, width),
    ...answers.flatMap((answer, index) => answerRows(session, answer, index + 1, width)),
    ...(more > 0 ? [row([{ text: `and ${count(more)} more, not kept` }], width)] : []),
    ...(others > 0
      ? [
          row(
            [
              {
                text: `${plural(others, 'message', 'messages')} there with other correlation data`,
              },
            ],
            width,
          ),
        ]
      : []),
  ];
};

const repeatRow = ({ id, message, every, sent, missed, problem }: Repeat, width: number): string =>
  row(
    [
      { text: `⟳ ${id}  ` },
      { text: printable(message.topic, longest), style: palette.topic },
      { text: `  every ${every / 1000} s · ${count(sent)} sent` },
      ...(missed === 0 ? [] : [{ text: ` · ${count(missed)} left out`, style: palette.attention }]),
      ...(problem === undefined ? [] : [{ text: ` · ${printable(problem, longest)}` }]),
    ],
    width,
  );

/** What stands under the form: what is wrong with it, what became of it, answers, and what is repeated. */
export const outcomeBelow = (
  session: MqttSession,
  problem: string | undefined,
  width: number,
  now: number,
): string[] => [
  ...(problem === undefined ? [] : marked('✗', palette.bad, problem, width)),
  ...outcomeRows(session.desk, width),
  ...exchangeRows(session, width, now),
  ...session.desk.repeats.list.map((repeat) => repeatRow(repeat, width)),
];
