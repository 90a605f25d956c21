import type { ReactNode } from 'react';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { firstShown, rowsBelow } from '../widgets/list-window.ts';
import { TextRows } from '../widgets/text-rows.tsx';
import type { Reading } from './state.ts';

/** A long text: as many rows as fit, and how many are below. */
export const ReadView = ({ reading }: { readonly reading: Reading }): ReactNode => {
  const { title, parts, rows } = reading.text;
  const session = useMqttSession(...parts);
  const pane = usePaneBox('sheet');
  const all = rows(session, Math.max(1, pane.columns));
  const top = firstShown(reading.top, all.length, pane.rows);
  const more = rowsBelow(all.length - top - pane.rows);
  return (
    <Pane
      box={pane}
      title={title}
      footnote={more === '' ? 'Esc closes' : `${more} · Esc closes`}
      isFocused
      flexGrow={1}
    >
      {pane.columns === 0 ? null : (
        <TextRows rows={all.slice(top, top + pane.rows)} width={pane.columns} />
      )}
    </Pane>
  );
};
