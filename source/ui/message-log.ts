import type { BranchLog } from '../model/branch-log.ts';
import { preview } from '../payload/preview.ts';
import { printable } from '../payload/printable.ts';
import { exactTime } from './figures.ts';
import type { LogSource } from './log-window.ts';
import { palette } from './palette.ts';
import { row } from './row.ts';

/** The messages of a topic or branch, one row each: time, retained or not, topic, payload. */
export const messageLog = (log: BranchLog, width: number): LogSource => ({
  first: log.first,
  end: log.end,
  rowsOf: (position) => {
    const message = log.at(position);
    if (message === undefined) return [];
    return [
      row(
        [
          { text: exactTime(message.receivedAt), style: palette.dim },
          { text: message.retain ? ' R ' : '   ', style: palette.attention },
          { text: printable(message.topic, width * 4), style: palette.topic },
          { text: '  ' },
          {
            text: preview(message.payload, width),
            style: message.size === 0 ? palette.dim : palette.plain,
          },
        ],
        width,
      ),
    ];
  },
});
