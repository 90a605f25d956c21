import type { ReactNode } from 'react';
import type { StoredMessage } from '../../model/stored-message.ts';
import { numericValue } from '../../payload/number-at.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';
import { pathText, valueAt, type ValuePath } from '../../payload/value-path.ts';
import { untagged, type Value } from '../../payload/value.ts';
import { plural } from '../../format/count.ts';
import { seriesStoreOf } from '../chart/series-store.ts';
import { indexOfSeries } from '../chart/state.ts';
import { chosenDecoder } from '../details/state.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { firstToSee } from '../widgets/list-window.ts';
import { TableRow } from '../widgets/table-row.tsx';
import type { NumbersSheet } from './state.ts';

/** Cells of the marks before a path, of a value, and of what says that a number is in the chart. */
const widths = { marks: 4, value: 14, charted: 12 };

const longest = 40;

/** A number as it came, with its unit; empty where the newest payload has none there. */
const valueText = (value: Value | undefined, unit: string | undefined): string => {
  const found = value === undefined ? undefined : untagged(value).value;
  if (found === undefined || numericValue(found) === undefined) return '';
  if (found.kind === 'boolean') return String(found.value);
  if (found.kind !== 'number' && found.kind !== 'string') return '';
  return printable(withUnit(found.text, unit), longest);
};

/** The numbers in a topic's payload, with their values now; those in the chart say which line they are. */
export const NumbersView = ({ sheet }: { readonly sheet: NumbersSheet }): ReactNode => {
  const session = useMqttSession('messages');
  const ui = useUi('chart', 'details');
  const box = usePaneBox('sheet');
  const { topic, paths, ticked, index } = sheet;
  const width = box.columns;
  const last: StoredMessage | undefined = session.monitor?.last(topic);
  const { value, units: ownUnits } =
    last === undefined ? {} : session.payloads.read(last, chosenDecoder(ui, topic)).decoded;
  const units = seriesStoreOf(session).unitsOf(paths.map((path) => ({ topic, path })));
  const top = firstToSee(index, box.rows);
  const named = Math.max(...paths.map((path) => widthOf(pathText(path))));
  const most = width - widths.marks - widths.value - widths.charted;
  const columns = [
    { width: widths.marks },
    { width: Math.max(8, Math.min(named, most)) },
    { width: widths.value, align: 'end' },
    { width: widths.charted, gap: 2 },
  ] as const;
  const row = (path: ValuePath, at: number): ReactNode => {
    const isMarked = at === index;
    const line = indexOfSeries(ui.chart, { topic, path });
    return (
      <TableRow
        key={path.join('')}
        width={width}
        columns={columns}
        look={isMarked ? 'selected' : undefined}
        cells={[
          { text: `${isMarked ? '▸' : ' '} ${ticked.has(path.join('')) ? '✓' : ' '}` },
          { text: pathText(path), look: 'topic' },
          {
            text: valueText(
              value === undefined ? undefined : valueAt(value, path),
              units[at] ?? ownUnits?.get(path.join('')),
            ),
            look: 'value',
          },
          { text: line === -1 ? '' : `line ${line + 1}`, look: 'dim' },
        ]}
      />
    );
  };
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`Which numbers of ${printable(topic, width)} to chart?`}
      note={plural(paths.length, 'number', 'numbers')}
    >
      {paths.slice(top, top + box.rows).map((path, at) => row(path, top + at))}
    </Pane>
  );
};
