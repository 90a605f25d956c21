import { Box, Static, Text, useWindowSize } from 'ink';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ActionContext } from '../action-context.ts';
import { keyHints } from '../keys/handle-key.ts';
import { kindOf } from '../sheets/sheets.ts';
import { SheetView } from '../sheets/view.tsx';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi, useUiState, useUiStore } from '../use-ui.ts';
import { LiveLine } from './live-line.tsx';
import { SessionStoresContext } from '../session-stores.ts';
import { Speakers } from './speakers.ts';
import { SpokenLines } from './spoken-lines.ts';

/** The lines printed once, above the line that changes. */
export const SpokenLinesContext = createContext(new SpokenLines());

/** Prints what is new: in each frame of a session, and when the selection changes. */
const useNews = (lines: SpokenLines): void => {
  const workspace = useMqttSession('all');
  const stores = use(SessionStoresContext);
  const store = useUiStore();
  const [speaker] = useState(() => new Speakers(workspace, stores ?? { of: () => store }));
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    const speak = (): void => {
      clearTimeout(timer);
      lines.add(speaker.news());
      const { wait } = speaker;
      if (wait !== undefined) timer = setTimeout(speak, Math.ceil(wait));
    };
    speak();
    const stops = [workspace.subscribe(speak), store.subscribe(speak), () => clearTimeout(timer)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [workspace, store, speaker, lines]);
};

/** The keys of a sheet or question, which the status line has on the drawn screen. */
const SpokenHints = ({ context }: { readonly context: ActionContext }): ReactNode => {
  useUiState();
  return (
    <Text>
      {keyHints(context)
        .map(([key, does]) => `${key}: ${does}`)
        .join(', ')}
    </Text>
  );
};

/**
 * The screen for a screen reader: on the main screen, without borders. Chat lines, and messages on the
 * selected topic, are printed once, line by line; below them one line changes.
 */
export const SpokenScreen = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const spoken = use(SpokenLinesContext);
  const page = useSyncExternalStore(spoken.subscribe, spoken.getPage, spoken.getPage);
  const mode = useMode();
  const { sheet } = useUi('sheet');
  const { Spoken } = sheet === undefined ? {} : kindOf(sheet);
  const { columns, rows } = useWindowSize();
  useNews(spoken);
  // Once committed, Ink has printed the lines.
  useEffect(() => spoken.printed(page), [spoken, page]);
  return (
    <>
      <Static key={page.number} items={[...page.lines]}>
        {(line) => <Text key={line.number}>{line.text}</Text>}
      </Static>
      {mode === 'sheet' && sheet !== undefined && Spoken !== undefined ? (
        <Spoken sheet={sheet} context={context} />
      ) : mode === 'sheet' || mode === 'reading' ? (
        <Box width={columns} height={rows - 1} flexDirection="column">
          <SheetView context={context} />
          <SpokenHints context={context} />
        </Box>
      ) : (
        <>
          <LiveLine />
          {mode === 'question' ? <SpokenHints context={context} /> : null}
        </>
      )}
    </>
  );
};
