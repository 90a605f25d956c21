import { pathText } from '../../payload/value-path.ts';
import { widthOf } from '../draw/cells.ts';
import { bodyRows } from './details-rows.ts';
import { type DetailsView, pathOfLine } from './details-view.ts';
import { plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';

const chosen: Readonly<Record<DetailsView['reading']['chosenBy'], string>> = {
  person: ' (chosen)',
  flag: ' (--decode)',
  'content type': ' (content type)',
  itself: '',
  nobody: '',
};

/** The end of a path tells more than its start. */
const endOf = (text: string, width: number): string => {
  let end = text;
  while (end !== '' && widthOf(end) > width - 1) end = end.slice(Math.max(1, end.length - width));
  return end === text ? text : `…${end}`;
};

/** What the details pane shows inside its border, and what stands in the border. */
export const detailsContent = (
  view: DetailsView,
  hasFocus: boolean,
  hasCursor: boolean,
): { rows: string[]; note: string; footnote: string } => {
  const { head, body, top, height, width, line, length, reading } = view;
  const shownHead = head.slice(top, top + height);
  const showsCursor = line >= 0 && (hasFocus || hasCursor);
  const style = hasFocus ? palette.selected : palette.selectedElsewhere;
  const rows = bodyRows(
    body,
    { from: Math.max(0, top - head.length), count: height - shownHead.length, width },
    showsCursor ? { line, style } : undefined,
  );
  const left = length - height - top;
  const path = showsCursor && body.outline !== undefined ? pathText(pathOfLine(body, line)) : '';
  const more = left > 0 ? `↓ ${plural(left, 'row', 'rows')} more` : '';
  const room = Math.max(1, width - 10 - (more === '' ? 0 : widthOf(more) + 3));
  return {
    rows: [...shownHead, ...rows],
    note: reading.decoded.kind + chosen[reading.chosenBy],
    footnote: [path === '' ? '' : endOf(path, room), more]
      .filter((text) => text !== '')
      .join(' · '),
  };
};
