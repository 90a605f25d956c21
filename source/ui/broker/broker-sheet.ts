import type { BrokerNode } from '../../model/broker-status.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { brokerHints } from './broker-hints.ts';
import { brokerRows } from './broker-rows.ts';
import { wrapCells } from '../draw/cells.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';
import { noMonitor } from '../commands/topic-commands.ts';

/** What the broker says about itself. */
export type BrokerSheet = SheetBase & {
  readonly kind: 'broker';
  /** Which node of a cluster is shown, from 0. */
  readonly node: number;
  /** The first row that is shown. */
  readonly top: number;
};

type ShownNode = { readonly name: string; readonly metrics: BrokerNode };

const nodesOf = ({ monitor }: MqttSession): ShownNode[] =>
  Array.from(monitor?.broker?.status.nodes ?? [], ([name, metrics]) => ({
    name,
    metrics,
  })).toSorted((a, b) => a.name.localeCompare(b.name));

const nodeOf = (sheet: BrokerSheet, nodes: readonly ShownNode[]): number =>
  Math.max(0, Math.min(sheet.node, nodes.length - 1));

const hintsFor = (session: MqttSession, now: number): ReturnType<typeof brokerHints> =>
  session.recording === undefined
    ? brokerHints(
        session.monitor?.broker,
        session.monitor?.connection.status.state === 'connected',
        now,
      )
    : [['', 'Up to this time there is nothing of $SYS/# in the recording.']];

const hintRows = (session: MqttSession, width: number, now: number): string[] =>
  hintsFor(session, now).flatMap(([name, text]) => {
    const indent = name === '' ? 0 : 11;
    return wrapCells(text, width - indent).map((part, index) =>
      row(
        [{ text: (index === 0 ? name : '').padEnd(indent), style: palette.topic }, { text: part }],
        width,
      ),
    );
  });

/** How the sheet looks. */
export const brokerSheet: RowsSheet<BrokerSheet> = {
  draw: (sheet, { session, now }, { columns: width, rows: height }) => {
    const nodes = nodesOf(session);
    const index = nodeOf(sheet, nodes);
    const node = nodes[index];
    const rows =
      node === undefined
        ? hintRows(session, width, now)
        : [
            ...(node.name === ''
              ? []
              : [
                  row(
                    [
                      { text: 'Node           ', style: palette.dim },
                      { text: printable(node.name, 200) },
                    ],
                    width,
                  ),
                ]),
            ...brokerRows(node.metrics, width, now),
          ];
    const top = Math.max(0, Math.min(sheet.top, rows.length - height));
    const { status } = session.monitor?.broker ?? {};
    const keys = [
      ...(nodes.length > 1 ? ['←→ other nodes'] : []),
      ...(rows.length > height ? ['↑↓ scrolls'] : []),
      'Esc closes',
    ];
    return {
      title: nodes.length > 1 ? `The broker · node ${index + 1} of ${nodes.length}` : 'The broker',
      note: `${plural(status?.received ?? 0, 'message', 'messages')} on $SYS/#`,
      footnote: keys.join(' · '),
      rows: rows.slice(top, top + height),
    };
  },
  scroll: (controls, by) => scrollBy(controls, by),
};

const withSheet = (
  { state, dispatch }: Controls,
  change: (sheet: BrokerSheet) => BrokerSheet,
): void => {
  const { sheet } = state();
  if (sheet?.kind === 'broker') dispatch({ type: 'sheet-changed', sheet: change(sheet) });
};

/** As many rows as a sheet may have at most; what is beyond the end is not shown. */
const mostRows = 30;

const scrollBy = (controls: Controls, by: number): void =>
  withSheet(controls, (sheet) => ({
    ...sheet,
    top: Math.max(0, Math.min(mostRows, sheet.top + by)),
  }));

const goToNode = (controls: Controls, by: number): void => {
  const nodes = nodesOf(controls.session);
  withSheet(controls, (sheet) => ({
    ...sheet,
    top: 0,
    node: nodeOf({ ...sheet, node: nodeOf(sheet, nodes) + by }, nodes),
  }));
};

/** Opens it; says in one sentence why it cannot. */
export const showBroker = ({ session, dispatch }: Controls): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  dispatch({ type: 'sheet-changed', sheet: { kind: 'broker', node: 0, top: 0 } });
  return undefined;
};

const open = (controls: Controls): void => {
  const problem = showBroker(controls);
  if (problem !== undefined) controls.session.notify(problem);
};

const close = ({ dispatch }: Controls): void =>
  dispatch({ type: 'sheet-changed', sheet: undefined });

const where = 'broker';

/** The keys of the sheet, and the one that opens it. */
export const brokerBindings: readonly KeyBinding[] = [
  { keys: ['F3'], where: 'anywhere', does: 'what the broker tells about itself ($SYS)', run: open },
  { keys: ['Up', 'k'], where, does: 'scroll up', run: (c) => scrollBy(c, -1) },
  { keys: ['Down', 'j'], where, does: 'scroll down', run: (c) => scrollBy(c, 1) },
  { keys: ['Left', 'h'], where, does: 'node before, in a cluster', run: (c) => goToNode(c, -1) },
  { keys: ['Right', 'l'], where, does: 'next node, in a cluster', run: (c) => goToNode(c, 1) },
  { keys: ['F3', 'q'], where, does: 'close what the broker tells', run: close },
];
