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
import { SheetView } from '../sheets/view.tsx';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUiStore } from '../use-ui.ts';
import { LiveLine } from './live-line.tsx';
import { Speaker } from './speaker.ts';
import { SpokenLines } from './spoken-lines.ts';

/** The lines printed once, above the line that changes. */
export const SpokenLinesContext = createContext(new SpokenLines());

/** Prints what is new: in each frame of the session, and when the selection changes. */
const useNews = (lines: SpokenLines): void => {
  const session = useMqttSession();
  const store = useUiStore();
  const [speaker] = useState(() => new Speaker(session, store.getState));
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    const speak = (): void => {
      clearTimeout(timer);
      lines.add(speaker.news());
      const { wait } = speaker;
      if (wait !== undefined) timer = setTimeout(speak, Math.ceil(wait));
    };
    speak();
    const stops = [
      session.clock.subscribe(speak),
      store.subscribe(speak),
      () => clearTimeout(timer),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [session, store, speaker, lines]);
};

/**
 * The screen for a screen reader: on the main screen, without borders. Chat lines, and messages on the
 * selected topic, are printed once, line by line; below them one line changes.
 */
export const SpokenScreen = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const spoken = use(SpokenLinesContext);
  const page = useSyncExternalStore(spoken.subscribe, spoken.getPage, spoken.getPage);
  const mode = useMode();
  const { columns, rows } = useWindowSize();
  useNews(spoken);
  // Once committed, Ink has printed the lines.
  useEffect(() => spoken.printed(page), [spoken, page]);
  return (
    <>
      <Static key={page.number} items={[...page.lines]}>
        {(line) => <Text key={line.number}>{line.text}</Text>}
      </Static>
      {mode === 'sheet' || mode === 'reading' ? (
        <Box width={columns} height={rows - 1} flexDirection="column">
          <SheetView context={context} />
        </Box>
      ) : (
        <LiveLine />
      )}
    </>
  );
};
