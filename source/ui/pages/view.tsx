import { type ReactNode, use } from 'react';
import { TablesContext } from '../tables-context.ts';
import { plural } from '../draw/figures.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { pages } from './pages.ts';

/** What is only read, over the whole screen. */
export const PageView = (): ReactNode => {
  const tables = use(TablesContext);
  const session = useMqttSession('connection', 'rooms', 'topics', 'messages', 'work');
  const { page } = useUi('page');
  const pane = usePaneBox('sheet');
  if (page === undefined) return null;
  const { title, rows } = pages[page.name];
  const all = rows({ session, tables }, Math.max(1, pane.columns));
  const top = Math.min(page.top, Math.max(0, all.length - pane.rows));
  const left = all.length - top - pane.rows;
  return (
    <Pane
      box={pane}
      title={title}
      footnote={left > 0 ? `↓ ${plural(left, 'row', 'rows')} more · Esc closes` : 'Esc closes'}
      isFocused
      flexGrow={1}
    >
      <StyledRows rows={pane.columns === 0 ? [] : all.slice(top, top + pane.rows)} />
    </Pane>
  );
};
