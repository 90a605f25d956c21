import { Fragment, type ReactNode } from 'react';
import { type ChartToDraw, plotsOf } from './plot-layout.ts';
import { figuresOf, Legend, roomForFigures } from './legend.tsx';
import { Plot } from './plot.tsx';

/** A chart: one plot or several, each with its legend above. */
export const Plots = ({ chart }: { readonly chart: ChartToDraw }): ReactNode => {
  const plots = plotsOf(chart);
  const named = plots.flatMap((plot) => plot.named);
  const hidden = chart.series.length - named.length;
  const more = hidden === 0 ? '' : ` … ${hidden} more`;
  const figures = figuresOf(chart, named, roomForFigures(chart, more));
  const last = named.at(-1);
  return plots.map((plot) => (
    <Fragment key={plot.named[0]?.index}>
      {plot.named.map((line) => (
        <Legend
          key={line.index}
          chart={chart}
          line={line}
          figures={figures[named.indexOf(line)] ?? []}
          more={line === last ? more : ''}
        />
      ))}
      <Plot axes={plot.axes} frame={plot.frame} />
    </Fragment>
  ));
};
