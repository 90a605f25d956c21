import { compareSheet } from '../compare/compare-sheet.ts';
import { brokerSheet } from '../broker/broker-sheet.ts';
import { cleanSheet } from '../clean/clean-sheet.ts';
import type { Controls } from '../controls.ts';
import { jumpSheet } from '../jump/jump-sheet.ts';
import { pageWidth } from '../pages/page-width.ts';
import type { View } from '../pane-contents.ts';
import { paneRows } from '../pane-rows.ts';
import { publishSheet } from '../publish/publish-sheet.ts';
import type { Sheet, SheetName } from './sheet.ts';
import type { SheetKind } from './sheet-base.ts';
import { subscriptionForm } from '../subscriptions/subscription-form.ts';
import { subscriptionsSheet } from '../subscriptions/subscriptions-sheet.ts';
import { templatesSheet } from '../publish/templates-sheet.ts';

const sheets: { readonly [Name in SheetName]: SheetKind<Extract<Sheet, { kind: Name }>> } = {
  compare: compareSheet,
  clean: cleanSheet,
  jump: jumpSheet,
  broker: brokerSheet,
  publish: publishSheet,
  templates: templatesSheet,
  subscriptions: subscriptionsSheet,
  subscription: subscriptionForm,
};

// The table pairs each name with its own kind, which the compiler cannot follow.
const kindOf = (sheet: Sheet): SheetKind<Sheet> =>
  sheets[sheet.kind] as unknown as SheetKind<Sheet>;

/** A sheet with its border, over the whole width. */
export const sheetPane = (
  view: View,
  sheet: Sheet,
  height: number,
): { rows: string[]; cursor: { x: number; y: number } | undefined } => {
  const { columns } = view.screen.layout;
  const inside = { columns: pageWidth(columns), rows: Math.max(1, height - 2) };
  const { rows, cursor, ...edges } = kindOf(sheet).draw(sheet, view, inside);
  const frame = { ...edges, x: 0, width: columns, height, hasFocus: true, margin: 1 };
  return {
    rows: paneRows(rows.slice(0, inside.rows), frame),
    cursor: cursor === undefined ? undefined : { x: cursor.x + 2, y: cursor.y + 1 },
  };
};

/** Scrolls the sheet that is open down (or, negative, up) by rows. */
export const scrollSheet = (controls: Controls, by: number): void => {
  const { sheet } = controls.state();
  if (sheet !== undefined) kindOf(sheet).scroll?.(controls, by);
};
