import { Box, type DOMElement } from 'ink';
import { memo, type ReactNode, useRef } from 'react';
import { printable } from '../../payload/printable.ts';
import { fit, widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { useBoxSize, usePaneBox } from '../layout/pane-box.ts';
import type { Completion } from './state.ts';
import { useMode, useUi } from '../use-ui.ts';
import { Row } from '../widgets/row.tsx';
import { candidateRows, candidateWindow } from './candidate-window.ts';

/** The largest share of a row for the labels of candidates. */
const labelShare = 0.5;

type CandidatesProps = {
  readonly completion: Completion;
  /** The first candidate shown, and the one after the last. */
  readonly shown: readonly [number, number];
  /** Cells of a row with the blanks at both ends, which hide what is beneath, too. */
  readonly width: number;
};

/** Candidates and their descriptions, in two columns. */
const Candidates = ({ completion, shown: [top, end], width }: CandidatesProps): ReactNode => {
  const shown = completion.candidates
    .slice(top, end)
    .map(({ text, label, about, key = '' }, index) => ({
      at: top + index,
      label: printable(label ?? text, 300),
      about: printable(about, 300),
      keys: [{ text: key === '' ? ' ' : `  ${key} ` }],
    }));
  const widest = Math.max(...shown.map(({ label }) => widthOf(label)));
  const room = width - 4;
  const labels = shown.some(({ about }) => about !== '')
    ? Math.min(widest + 2, Math.floor(room * labelShare))
    : room;
  return shown.map(({ at, label, about, keys }) => {
    const isChosen = at === completion.index;
    return (
      <Row
        key={at}
        width={width}
        start={[{ text: ` ${isChosen ? '▸' : ' '} ${fit(label, labels - 1)} ` }, { text: about }]}
        end={keys}
        look={isChosen ? 'selected' : undefined}
      />
    );
  });
};

/** What is offered, drawn over the rows above the input box. */
export const CompletionList = memo((): ReactNode => {
  const { completion } = useUi('completion');
  const isTyped = useMode() === 'input';
  const around = useRef<DOMElement>(null);
  const { rows } = useBoxSize(around);
  const pane = usePaneBox('completion');
  if (completion === undefined || !isTyped) return null;
  const shown = candidateWindow(completion, candidateRows(completion, rows));
  return (
    <Box
      ref={around}
      position="absolute"
      top={0}
      bottom={0}
      left={0}
      right={0}
      justifyContent="flex-end"
      flexDirection="column"
    >
      <Pane
        box={pane}
        title={completion.isOffered ? 'Commands' : 'Completions'}
        note={`${completion.index + 1} of ${completion.candidates.length}`}
        isFocused
        margin={0}
        height={shown[1] - shown[0] + 2}
      >
        {pane.columns === 0 ? null : (
          <Candidates completion={completion} shown={shown} width={pane.columns} />
        )}
      </Pane>
    </Box>
  );
});
